import {
  BACKWARDS,
  END,
  eventTypeFilter,
  FORWARDS,
  type KurrentDBClient,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { aCategory, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();

type Filter = NonNullable<NonNullable<Parameters<KurrentDBClient['readAll']>[0]>['filter']>;

// All of these: Reading events, https://docs.kurrent.io/clients/node/v1.2/reading-events.html
describe('a read of a stream', () => {
  const revisions = async (
    stream: string,
    options: Parameters<ReturnType<typeof server.client>['readStream']>[1],
  ): Promise<number[]> => {
    const events = await readAllOf(server.client().readStream(stream, options));
    return events.map(({ event }) => Number(event?.revision));
  };

  // "Reading forwards", "maxCount"
  it('goes forwards from the start, from a revision (included), and to a count', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(5));
    expect(await revisions(stream, { direction: FORWARDS, fromRevision: START })).toEqual([0, 1, 2, 3, 4]);
    expect(await revisions(stream, { fromRevision: 3n })).toEqual([3, 4]);
    expect(await revisions(stream, { fromRevision: 1n, maxCount: 2 })).toEqual([1, 2]);
    expect(await revisions(stream, { fromRevision: 9n })).toEqual([]);
  });

  // "Reading backwards"
  it('goes backwards from the end and from a revision (included)', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(5));
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([4, 3, 2, 1, 0]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 })).toEqual([4]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: 2n })).toEqual([2, 1, 0]);
  });

  // "Checking if the stream exists"
  it('that does not exist fails with stream-not-found, in both directions', async () => {
    for (const direction of [FORWARDS, BACKWARDS] as const) {
      const read = readAllOf(server.client().readStream(aStream(), { direction, fromRevision: END }));
      await expect(read).rejects.toMatchObject({ type: 'stream-not-found' });
    }
  });

  it('longer than any page comes complete and in order', async () => {
    const stream = aStream();
    for (let batch = 0; batch < 5; batch += 1) await server.client().appendToStream(stream, someEvents(300));
    const forwards = await revisions(stream, {});
    expect(forwards).toEqual(Array.from({ length: 1500 }, (_, index) => index));
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual(
      forwards.toReversed(),
    );
    expect(await revisions(stream, { fromRevision: 700n, maxCount: 301 })).toEqual(forwards.slice(700, 1001));
  });
});

// All of these: Reading events, "Reading from the $all stream",
// https://docs.kurrent.io/clients/node/v1.2/reading-events.html; filters: Catch-up Subscriptions,
// "Server-side Filtering", https://docs.kurrent.io/clients/node/v1.2/subscriptions.html
describe('a read of $all', () => {
  it('filtered by stream prefix yields the events of those streams in the order they were written', async () => {
    const category = aCategory();
    const [first, second] = [`${category}-1`, `${category}-2`];
    for (const stream of [first, second, first]) await server.client().appendToStream(stream, someEvents(2));
    await server.client().appendToStream(aStream(), someEvents(2));
    const events = await readAllOf(
      server.client().readAll({ filter: streamNameFilter({ prefixes: [`${category}-`] }) }),
    );
    expect(events.map(({ event }) => event?.streamId)).toEqual([first, first, second, second, first, first]);
    const positions = events.map(({ event }) => event?.position?.commit ?? 0n);
    expect(positions).toEqual(positions.toSorted((left, right) => Number(left - right)));
    expect(new Set(positions).size).toBe(6);
  });

  it('counts what the filter lets through, and goes backwards as well', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(5));
    await server.client().appendToStream(aStream(), someEvents(200));
    const filter = streamNameFilter({ prefixes: [`${category}-`] });
    const read = async (options: Parameters<ReturnType<typeof server.client>['readAll']>[0]) =>
      (await readAllOf(server.client().readAll({ filter, ...options }))).map(({ event }) => event?.revision);
    expect(await read({ maxCount: 3 })).toEqual([0n, 1n, 2n]);
    expect(await read({ direction: BACKWARDS, fromPosition: END, maxCount: 2 })).toEqual([4n, 3n]);
  });

  it('filters event types by prefix and by regular expression', async () => {
    const type = `type-${aCategory()}`;
    await server
      .client()
      .appendToStream(aStream(), [...someEvents(1, `${type}-a`), ...someEvents(2, `${type}-b`)]);
    const types = async (filter: Filter) =>
      (await readAllOf(server.client().readAll({ filter }))).map(({ event }) => event?.type);
    expect(await types(eventTypeFilter({ prefixes: [type] }))).toEqual([
      `${type}-a`,
      `${type}-b`,
      `${type}-b`,
    ]);
    expect(await types(eventTypeFilter({ regex: `^${type}-[^a]$` }))).toEqual([`${type}-b`, `${type}-b`]);
  });

  // Not verified on a real server: that a position is included forwards and excluded backwards.
  it('starts with the event at a position going forwards, and before it going backwards', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(4));
    const filter = streamNameFilter({ prefixes: [`${category}-`] });
    const all = await readAllOf(server.client().readAll({ filter }));
    const fromPosition = all[2]?.event?.position;
    if (fromPosition === undefined) throw new Error('The events have no position.');
    const read = async (direction: typeof FORWARDS | typeof BACKWARDS) =>
      (await readAllOf(server.client().readAll({ filter, direction, fromPosition }))).map(
        ({ event }) => event?.revision,
      );
    expect(await read(FORWARDS)).toEqual([2n, 3n]);
    expect(await read(BACKWARDS)).toEqual([1n, 0n]);
  });
});
