import { randomUUID } from 'node:crypto';
import { jsonEvent, type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';

const APPENDED_AT_ONCE = 500;

/** Events of a group as a writer without the product makes them: `group.created.v1`, and the given number of changes after it. */
export function rawGroupEvents(changes: number) {
  const at = new Date().toISOString();
  const created = rawEvent('group.created.v1', {
    name: 'Raw',
    description: '',
    createdAt: at,
    createdBy: 'bench',
  });
  return [created, ...rawChanges(changes)];
}

/** So many `group.updated.v1`. */
export function rawChanges(count: number) {
  const at = new Date().toISOString();
  return Array.from({ length: count }, (_, n) =>
    rawEvent('group.updated.v1', { description: `Change ${n}`, updatedAt: at, updatedBy: 'bench' }),
  );
}

/** One event, with the metadata that the product's events have. */
export function rawEvent(type: string, data: Record<string, unknown>) {
  const commandId = randomUUID();
  return jsonEvent({
    type,
    data,
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      sequenceNumber: 0,
      actor: 'bench',
      occurredAt: new Date().toISOString(),
    },
  });
}

/** Appends to a new stream, in as many appends as that takes. */
export async function appendRaw(
  client: KurrentDBClient,
  stream: string,
  events: readonly ReturnType<typeof rawEvent>[],
): Promise<void> {
  let streamState: bigint | typeof NO_STREAM = NO_STREAM;
  for (let n = 0; n < events.length; n += APPENDED_AT_ONCE) {
    const batch = events.slice(n, n + APPENDED_AT_ONCE);
    streamState = (await client.appendToStream(stream, batch, { streamState })).nextExpectedRevision;
  }
}
