import { streamName, ToolGroup } from '@tools-provider/domain';
import type { EventStore, RecordedEvent } from '@tools-provider/event-sourcing';
import { expect, it } from 'vitest';
import { HistoryReader } from './history-reader.ts';
import { toolGroupHistory } from './subjects.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const LONG = 10_000;

it('A history of ten thousand events is read once, and then only from where it is remembered', async () => {
  const stamp = {
    actor: { id: 'otto', name: 'Otto', roles: [] },
    occurredAt: '2026-01-02T03:04:05.678Z',
  };
  const group = ToolGroup.create(ID, { name: '0' }, stamp);
  for (let n = 1; n < LONG; n += 1) group.changeDetails({ name: String(n) }, stamp);
  const events = group.pendingEvents.map(
    (event, revision) =>
      ({
        ...event,
        id: String(revision),
        stream: streamName({ aggregate: 'tool-group', id: ID }),
        revision,
        metadata: { commandId: '', $correlationId: '', actor: 'otto', occurredAt: stamp.occurredAt },
      }) as unknown as RecordedEvent,
  );
  let read = 0;
  const store: Pick<EventStore, 'read' | 'readLast'> = {
    readLast: async () => events.at(-1),
    read: async function* (_, { from = 0, limit = LONG } = {}) {
      for (const event of events.slice(from, from + limit)) {
        read += 1;
        yield event;
      }
    },
  };
  const reader = new HistoryReader(store);
  let cursor: string | undefined;
  const seen: number[] = [];
  do {
    const before = read;
    const page = await reader.page(toolGroupHistory, ID, { cursor, limit: 500 });
    if (cursor !== undefined) expect(read - before).toBeLessThanOrEqual(1_000);
    for (const { revision, changes } of page.items) {
      seen.push(revision);
      if (revision > 0) {
        expect(changes).toEqual([{ path: '/name', before: String(revision - 1), after: String(revision) }]);
      }
    }
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(events.map(({ revision }) => revision).reverse());
});
