import { beforeEach, describe, expect, it } from 'vitest';
import type { EventToAppend, RecordedEvent } from '../domain-event.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';

const STREAM = 'tools_provider-task-0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

const event = (id: string): EventToAppend => ({
  id,
  type: 'happened.v1',
  data: { id },
  metadata: {
    $correlationId: 'c',
    $causationId: 'c',
    commandId: 'c',
    sequenceNumber: 0,
    actor: 'otto',
    occurredAt: '2026-01-02T03:04:05.678Z',
  },
});

describe('InMemoryEventStore', () => {
  let store: InMemoryEventStore;
  const read = async (range?: { from?: number; limit?: number }) => {
    const events: RecordedEvent[] = [];
    for await (const recorded of store.read(STREAM, range)) events.push(recorded);
    return events;
  };

  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('keeps the events of a stream in order, from revision 0', async () => {
    expect(await store.append(STREAM, -1, [event('a'), event('b')])).toEqual({ revision: 1 });
    expect(await store.append(STREAM, 1, [event('c')])).toEqual({ revision: 2 });
    expect((await read()).map(({ id, revision }) => [id, revision])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    expect((await read({ from: 1, limit: 1 })).map(({ id }) => id)).toEqual(['b']);
    expect(await store.readLast(STREAM)).toMatchObject({ id: 'c', revision: 2 });
  });

  it('refuses an append at another revision, says which one it is at, and stores nothing of it', async () => {
    await store.append(STREAM, -1, [event('a')]);
    for (const expected of [-1, 1]) {
      await expect(store.append(STREAM, expected, [event('b'), event('c')])).rejects.toMatchObject({
        kind: 'conflict',
        code: 'revision-conflict',
        currentRevision: 0,
      });
    }
    expect(await read()).toHaveLength(1);
    expect(store.appendCount).toBe(1);
  });

  it('takes an append that is repeated with the same ids for the one it has', async () => {
    await store.append(STREAM, -1, [event('a'), event('b')]);
    await store.append(STREAM, 1, [event('c')]);
    expect(await store.append(STREAM, -1, [event('a'), event('b')])).toEqual({ revision: 1 });
    expect(await read()).toHaveLength(3);
  });

  it('says that a stream does not exist when it is read, and has no last event of it', async () => {
    await expect(read()).rejects.toMatchObject({ kind: 'not-found', code: 'stream-not-found' });
    expect(await store.readLast(STREAM)).toBeUndefined();
  });
});
