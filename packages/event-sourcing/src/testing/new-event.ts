import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '../aggregate/domain-event.ts';
import { streamNaming } from '../aggregate/stream-name.ts';

/** The name of a stream that does not exist yet. */
export function newStream(category = 'tools_provider'): string {
  return streamNaming(category).nameOf({ aggregate: 'task', id: randomUUID() });
}

const SOME_DATA = { what: 'something', list: [1, { deep: true }], nothing: null };

/** An event that is in no log yet, of a command of its own. */
export function newEvent(data: object = SOME_DATA): EventToAppend {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type: 'happened.v1',
    data,
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      sequenceNumber: 0,
      actor: 'otto',
      occurredAt: '2026-01-02T03:04:05.678Z',
    },
  };
}

/** So many of them. */
export function newEvents(count: number): EventToAppend[] {
  return Array.from({ length: count }, () => newEvent());
}
