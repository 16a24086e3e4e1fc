import { BACKWARDS, END, type ResolvedEvent, START } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { Received } from './received.ts';
import { aCategory, anEvent, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();

/** Waits until the category stream holds so many links: a real server's projection writes them later. */
async function linked(category: string, count: number): Promise<void> {
  const subscription = server.client().subscribeToStream(`$ce-${category}`, { fromRevision: START });
  await new Received(subscription).atLeast(count);
  await subscription.unsubscribe();
}

// All of these: System projections, "By category", https://docs.kurrent.io/server/v25.1/features/projections/system.html
describe('the category stream', () => {
  it('holds a link to every event of its streams, each stream in its order, with revisions of its own', async () => {
    const category = aCategory();
    const [first, second] = [`${category}-1`, `${category}-2`];
    await server.client().appendToStream(first, someEvents(2));
    await server.client().appendToStream(second, someEvents(2));
    await server.client().appendToStream(first, anEvent(9));
    await linked(category, 5);
    const links = await readAllOf(server.client().readStream(`$ce-${category}`));
    expect(links.map(({ event }) => [event?.revision, event?.type])).toEqual([
      [0n, '$>'],
      [1n, '$>'],
      [2n, '$>'],
      [3n, '$>'],
      [4n, '$>'],
    ]);
    const targets = links.map(({ event }) => Buffer.from(event?.data as Uint8Array).toString());
    expect(targets).toEqual([`0@${first}`, `1@${first}`, `0@${second}`, `1@${second}`, `2@${first}`]);
  });

  it('read with link resolution yields the events, each with its link', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(2));
    await server.client().appendToStream(`${category}-2`, someEvents(1));
    await linked(category, 3);
    const read = async (options: { direction?: typeof BACKWARDS; fromRevision?: typeof END }) => {
      const events = await readAllOf(
        server.client().readStream(`$ce-${category}`, { resolveLinkTos: true, ...options }),
      );
      return events.map(({ event, link }) => [
        event?.streamId,
        event?.revision,
        link?.streamId,
        link?.revision,
      ]);
    };
    const expected = [
      [`${category}-1`, 0n, `$ce-${category}`, 0n],
      [`${category}-1`, 1n, `$ce-${category}`, 1n],
      [`${category}-2`, 0n, `$ce-${category}`, 2n],
    ];
    expect(await read({})).toEqual(expected);
    expect(await read({ direction: BACKWARDS, fromRevision: END })).toEqual(expected.toReversed());
  });

  it('is cut at the first dash, and streams without a dash have none', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-tool-group-1`, anEvent());
    const dashless = aCategory();
    await server.client().appendToStream(dashless, anEvent());
    await linked(category, 1);
    const [only] = await readAllOf(server.client().readStream(`$ce-${category}`, { resolveLinkTos: true }));
    expect(only?.event?.streamId).toBe(`${category}-tool-group-1`);
    await expect(readAllOf(server.client().readStream(`$ce-${dashless}`))).rejects.toMatchObject({
      type: 'stream-not-found',
    });
  });

  it('can be followed with link resolution, history and live events in one order', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(2));
    const subscription = server
      .client()
      .subscribeToStream(`$ce-${category}`, { fromRevision: START, resolveLinkTos: true });
    const received = new Received<ResolvedEvent>(subscription);
    await received.atLeast(2);
    await server.client().appendToStream(`${category}-2`, someEvents(3));
    const events = await received.atLeast(5);
    expect(events.map(({ link }) => link?.revision)).toEqual([0n, 1n, 2n, 3n, 4n]);
    expect(events.map(({ event }) => event?.revision)).toEqual([0n, 1n, 0n, 1n, 2n]);
    await subscription.unsubscribe();
  });

  // Event streams, "Deleted events and projections": https://docs.kurrent.io/server/v25.1/features/streams.html
  it('keeps the links of a deleted stream, unresolved', async () => {
    const category = aCategory();
    const stream = aStream(category);
    await server.client().appendToStream(stream, someEvents(2));
    await linked(category, 2);
    await server.client().deleteStream(stream);
    const links = await readAllOf(server.client().readStream(`$ce-${category}`, { resolveLinkTos: true }));
    expect(links.slice(0, 2).map(({ event, link }) => [event, link?.revision])).toEqual([
      [undefined, 0n],
      [undefined, 1n],
    ]);
  });
});
