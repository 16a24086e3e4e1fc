import { NO_STREAM } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { anEvent, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();

const revisions = async (stream: string): Promise<(bigint | undefined)[]> =>
  (await readAllOf(server.client().readStream(stream))).map(({ event }) => event?.revision);

// All of these: Event streams, "Deleting streams and events", "Max count and Max age",
// https://docs.kurrent.io/server/v25.1/features/streams.html
describe('a stream', () => {
  it('truncated before a revision shows only what follows it', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(4));
    await server.client().setStreamMetadata(stream, { truncateBefore: 3 });
    expect(await revisions(stream)).toEqual([3n]);
    expect((await server.client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
  });

  it('with a maximum count shows so many last events', async () => {
    const stream = aStream();
    await server.client().setStreamMetadata(stream, { maxCount: 2 });
    await server.client().appendToStream(stream, someEvents(5));
    expect(await revisions(stream)).toEqual([3n, 4n]);
  });

  it('soft-deleted is not found, and lives on behind its old revisions with the next append', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(4));
    await server.client().deleteStream(stream, { expectedRevision: 3n });
    await expect(revisions(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
    const { nextExpectedRevision } = await server
      .client()
      .appendToStream(stream, anEvent(), { streamState: NO_STREAM });
    expect(nextExpectedRevision).toBe(4n);
    expect(await revisions(stream)).toEqual([4n]);
  });

  // Deleting Events, https://docs.kurrent.io/clients/node/v1.2/delete-stream.html; not verified on a real
  // server: the error's fields.
  it('is not deleted when it is not at the expected revision', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(2));
    await expect(server.client().deleteStream(stream, { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    expect(await revisions(stream)).toEqual([0n, 1n]);
  });
});
