import { randomUUID } from 'node:crypto';
import { jsonEvent, type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { newContext } from './new-context.ts';

/** Appends to each of so many streams in turn, at the revision of the append before, and reads the stream first if it is to. */
export function rawChanger(client: KurrentDBClient, streams: number, { readsFirst = false } = {}) {
  const revisions = new Map<number, bigint>();
  const run = randomUUID();
  let count = 0;
  return async (n: number) => {
    count += 1;
    const key = n % streams;
    const revision = revisions.get(key);
    const { actor, occurredAt, commandId } = newContext();
    const event = jsonEvent({
      type: 'group.updated.v1',
      data: { description: `Change ${count}`, updatedAt: occurredAt, updatedBy: actor.id },
      metadata: {
        $correlationId: commandId,
        $causationId: commandId,
        commandId,
        sequenceNumber: 0,
        actor: actor.id,
        occurredAt,
      },
    });
    const stream = `bench_raw-${run}-${key}`;
    if (readsFirst && revision !== undefined) {
      for await (const { event: read } of client.readStream(stream))
        if (read === undefined) throw new Error(stream);
    }
    const { nextExpectedRevision } = await client.appendToStream(stream, [event], {
      streamState: revision ?? NO_STREAM,
    });
    revisions.set(key, nextExpectedRevision);
  };
}
