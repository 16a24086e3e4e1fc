import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { anEvent, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();

// The client appends by Streams.BatchAppend, and by Streams.Append when a call has credentials of its own.
const ways = [
  { way: 'Streams.BatchAppend', options: {} },
  { way: 'Streams.Append', options: { credentials: { username: 'admin', password: 'changeit' } } },
];

describe.each(ways)('an append by $way', ({ options }) => {
  const append: ReturnType<typeof server.client>['appendToStream'] = (stream, events, more) =>
    server.client().appendToStream(stream, events, { ...options, ...more });

  // Reading events, "Reading from a stream": https://docs.kurrent.io/clients/node/v1.2/reading-events.html
  it('counts revisions from 0 and answers the last one', async () => {
    const stream = aStream();
    const first = await append(stream, someEvents(3), { streamState: NO_STREAM });
    const second = await append(stream, anEvent(), { streamState: 2n });
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([2n, 3n]);
    const events = await readAllOf(server.client().readStream(stream));
    expect(events.map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n, 3n]);
  });

  // Reading events, "global position": https://docs.kurrent.io/clients/node/v1.2/reading-events.html
  it('answers the position of its last event in the log', async () => {
    const stream = aStream();
    const { position } = await append(stream, someEvents(2));
    const last = (await readAllOf(server.client().readStream(stream))).at(-1);
    expect(position).toEqual(last?.event?.position);
  });

  // Appending events, "Handling concurrency": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('is refused when it expects no stream and there is one, with the revision that is there', async () => {
    const stream = aStream();
    await append(stream, someEvents(2), { streamState: NO_STREAM });
    await expect(append(stream, anEvent(), { streamState: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedState: NO_STREAM,
      actualState: 1n,
    });
  });

  // Appending events, "Handling concurrency": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('is refused at another revision than the current one, and writes none of its events', async () => {
    const stream = aStream();
    await append(stream, someEvents(2));
    const conflict = { type: 'wrong-expected-version', actualState: 1n };
    await expect(append(stream, someEvents(2), { streamState: 0n })).rejects.toMatchObject(conflict);
    await expect(append(stream, someEvents(2), { streamState: 7n })).rejects.toMatchObject(conflict);
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(2);
  });

  // Appending events, "stream_exists": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('is refused when it expects a stream and there is none', async () => {
    const stream = aStream();
    await expect(append(stream, anEvent(), { streamState: STREAM_EXISTS })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualState: NO_STREAM,
    });
    await append(stream, anEvent(), { streamState: ANY });
    const { nextExpectedRevision } = await append(stream, anEvent(), { streamState: STREAM_EXISTS });
    expect(nextExpectedRevision).toBe(1n);
  });

  // Appending, "Idempotence": https://docs.kurrent.io/clients/tcp/dotnet/21.2/appending.html
  it('repeated with the same ids at its old revision succeeds and writes nothing', async () => {
    const stream = aStream();
    await append(stream, anEvent(), { streamState: NO_STREAM });
    const events = someEvents(2);
    const first = await append(stream, events, { streamState: 0n });
    await append(stream, anEvent(), { streamState: 2n });
    const again = await append(stream, events, { streamState: 0n });
    expect(again).toMatchObject({ success: true, nextExpectedRevision: first.nextExpectedRevision });
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(4);
  });

  // Appending, "Idempotence": https://docs.kurrent.io/clients/tcp/dotnet/21.2/appending.html
  it('repeated with one id changed is refused', async () => {
    const stream = aStream();
    const [first = anEvent(), second = anEvent()] = someEvents(2);
    await append(stream, [first, second], { streamState: NO_STREAM });
    await expect(append(stream, [first, anEvent()], { streamState: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });

  // Not verified on a real server: ids are not compared when the expected revision is the current one.
  it('writes an id once more when the expected revision is the current one', async () => {
    const stream = aStream();
    const event = anEvent();
    await append(stream, event, { streamState: NO_STREAM });
    const { nextExpectedRevision } = await append(stream, event, { streamState: 0n });
    expect(nextExpectedRevision).toBe(1n);
  });

  // Appending events, "eventId": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('of an event that was just written, to any revision, writes it once', async () => {
    const stream = aStream();
    const event = anEvent();
    await append(stream, event, { streamState: ANY });
    const again = await append(stream, event, { streamState: ANY });
    expect(again.nextExpectedRevision).toBe(0n);
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(1);
  });

  // Appending, "Idempotence" (by event id and stream): https://docs.kurrent.io/clients/tcp/dotnet/21.2/appending.html
  it('writes the same id to another stream', async () => {
    const event = anEvent();
    await append(aStream(), event);
    const { nextExpectedRevision } = await append(aStream(), event, { streamState: NO_STREAM });
    expect(nextExpectedRevision).toBe(0n);
  });

  // Appending events, "Working with EventData": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('keeps id, type, data and metadata as they were given', async () => {
    const stream = aStream();
    const json = jsonEvent({
      type: 'json.v1',
      data: { text: 'grüße, 世界' },
      metadata: { $correlationId: 'c' },
    });
    const binary = binaryEvent({
      type: 'binary.v1',
      data: Uint8Array.of(0, 255, 1),
      metadata: Uint8Array.of(9, 8),
    });
    const empty = binaryEvent({ type: 'empty.v1', data: new Uint8Array(0) });
    await append(stream, [json, binary, empty]);
    const [first, second, third] = await readAllOf(server.client().readStream(stream));
    expect(first?.event).toMatchObject({
      id: json.id,
      type: 'json.v1',
      data: json.data,
      metadata: json.metadata,
      isJson: true,
    });
    expect(second?.event).toMatchObject({ id: binary.id, type: 'binary.v1', isJson: false });
    expect([...Buffer.from(second?.event?.data as Uint8Array)]).toEqual([0, 255, 1]);
    expect(Buffer.from(third?.event?.data as Uint8Array)).toHaveLength(0);
  });

  // Not verified on a real server: the limit's value is the documented default of MaxAppendSize, 1 MiB.
  it('over 1 MiB is refused and writes nothing', async () => {
    const stream = aStream();
    const large = Array.from({ length: 12 }, () =>
      jsonEvent({ type: 'large', data: { text: 'x'.repeat(100_000) } }),
    );
    await expect(append(stream, large)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1_048_576,
    });
    await expect(readAllOf(server.client().readStream(stream))).rejects.toMatchObject({
      type: 'stream-not-found',
    });
    const { nextExpectedRevision } = await append(stream, large.slice(0, 9), { streamState: NO_STREAM });
    expect(nextExpectedRevision).toBe(8n);
  });

  // Appending events, "Handling concurrency": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('of many writers at one revision is won by exactly one', async () => {
    const stream = aStream();
    await append(stream, anEvent(), { streamState: NO_STREAM });
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, () => append(stream, someEvents(3), { streamState: 0n })),
    );
    const won = attempts.filter(({ status }) => status === 'fulfilled');
    const reasons = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason.type] : [],
    );
    expect(won).toHaveLength(1);
    expect(reasons).toEqual(Array.from({ length: 19 }, () => 'wrong-expected-version'));
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(4);
  });
});

describe('many appends at once', () => {
  // Appending events, "Append your first event": https://docs.kurrent.io/clients/node/v1.2/appending-events.html
  it('to one stream at any revision are all written, each append in one piece', async () => {
    const stream = aStream();
    const batches = Array.from({ length: 50 }, () => randomUUID());
    await Promise.all(
      batches.map((batch) =>
        server.client().appendToStream(
          stream,
          [0, 1, 2].map((part) => jsonEvent({ type: 'part', data: { batch, part } })),
        ),
      ),
    );
    const events = await readAllOf(server.client().readStream(stream));
    const data = events.map(({ event }) => event?.data as { batch: string; part: number });
    expect(data.map(({ part }) => part)).toEqual(batches.flatMap(() => [0, 1, 2]));
    expect(new Set(data.map(({ batch }) => batch))).toEqual(new Set(batches));
    for (let index = 0; index < data.length; index += 3) {
      expect(new Set(data.slice(index, index + 3).map(({ batch }) => batch)).size).toBe(1);
    }
  });
});
