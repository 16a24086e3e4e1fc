import {
  type AllStreamResolvedEvent,
  END,
  eventTypeFilter,
  jsonEvent,
  type Position,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { next, Received } from './received.ts';
import { aCategory, anEvent, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();

// All of these: Catch-up Subscriptions, https://docs.kurrent.io/clients/node/v1.2/subscriptions.html
describe('a catch-up subscription to a stream', () => {
  it('delivers history and then live events, each once and in order', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(300));
    const subscription = server.client().subscribeToStream(stream, { fromRevision: START });
    const received = new Received<ResolvedEvent>(subscription);
    for (let batch = 0; batch < 10; batch += 1) await server.client().appendToStream(stream, someEvents(20));
    const events = await received.atLeast(500);
    expect(events.map(({ event }) => Number(event?.revision))).toEqual(
      Array.from({ length: 500 }, (_, index) => index),
    );
    await subscription.unsubscribe();
  });

  // "The positions provided to the subscriptions are exclusive."
  it('from a revision begins behind it', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(4));
    const subscription = server.client().subscribeToStream(stream, { fromRevision: 1n });
    const events = await new Received<ResolvedEvent>(subscription).atLeast(2);
    expect(events.map(({ event }) => event?.revision)).toEqual([2n, 3n]);
    await subscription.unsubscribe();
  });

  // "Live updates only", "Handling Subscription State Changes"
  it('from the end is caught up at once, and delivers what comes after', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(3));
    const subscription = server.client().subscribeToStream(stream, { fromRevision: END });
    const received = new Received<ResolvedEvent>(subscription);
    await next(subscription, 'caughtUp');
    await server.client().appendToStream(stream, anEvent());
    const [event] = await received.atLeast(1);
    expect(event?.event?.revision).toBe(3n);
    await subscription.unsubscribe();
  });

  // Not verified on a real server: that a subscription may wait for a stream that does not exist yet.
  it('may wait for a stream that is not there yet', async () => {
    const stream = aStream();
    const subscription = server.client().subscribeToStream(stream, { fromRevision: START });
    const received = new Received<ResolvedEvent>(subscription);
    await next(subscription, 'caughtUp');
    await server.client().appendToStream(stream, someEvents(2));
    expect((await received.atLeast(2)).map(({ event }) => event?.revision)).toEqual([0n, 1n]);
    await subscription.unsubscribe();
  });

  // "Handling Subscription State Changes"; not verified on a real server: the revision it names.
  it('says that it has caught up, and at which revision', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(3));
    const subscription = server.client().subscribeToStream(stream, { fromRevision: START });
    const received = new Received<ResolvedEvent>(subscription);
    const caughtUp = await next<{ date?: Date; revision?: bigint }>(subscription, 'caughtUp');
    expect(received.items).toHaveLength(3);
    expect(caughtUp.revision).toBe(2n);
    expect(caughtUp.date).toBeInstanceOf(Date);
    await subscription.unsubscribe();
  });
});

// All of these: Catch-up Subscriptions, "Server-side Filtering", "Checkpointing",
// https://docs.kurrent.io/clients/node/v1.2/subscriptions.html
describe('a catch-up subscription to $all', () => {
  it('filtered by stream prefix delivers those streams alone, history and live', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(2));
    await server.client().appendToStream(aStream(), someEvents(2));
    const subscription = server
      .client()
      .subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: [`${category}-`] }) });
    const received = new Received<AllStreamResolvedEvent>(subscription);
    await received.atLeast(2);
    await server.client().appendToStream(aStream(), anEvent());
    await server.client().appendToStream(`${category}-2`, anEvent());
    const events = await received.atLeast(3);
    expect(events.map(({ event }) => event?.streamId)).toEqual([
      `${category}-1`,
      `${category}-1`,
      `${category}-2`,
    ]);
    await subscription.unsubscribe();
  });

  it('filtered by a regular expression on event types delivers those types alone', async () => {
    const type = `type${aCategory()}`;
    await server.client().appendToStream(aStream(), [...someEvents(1, type), ...someEvents(1, `${type}x`)]);
    const subscription = server
      .client()
      .subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: `^${type}x$` }) });
    const [event] = await new Received<AllStreamResolvedEvent>(subscription).atLeast(1);
    expect(event?.event?.type).toBe(`${type}x`);
    await subscription.unsubscribe();
  });

  // "The positions provided to the subscriptions are exclusive."
  it('from a position begins behind it', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, someEvents(3));
    const filter = streamNameFilter({ prefixes: [`${category}-`] });
    const all = await readAllOf(server.client().readAll({ filter }));
    const fromPosition = all[1]?.event?.position;
    if (fromPosition === undefined) throw new Error('The events have no position.');
    const subscription = server.client().subscribeToAll({ fromPosition, filter });
    const [event] = await new Received<AllStreamResolvedEvent>(subscription).atLeast(1);
    expect(event?.event?.revision).toBe(2n);
    await subscription.unsubscribe();
  });

  // "Configuring the checkpoint interval": a notification every n * 32 events.
  it('tells how far it has looked although nothing matches, and can be resumed from there', async () => {
    const category = aCategory();
    await server.client().appendToStream(aStream(), someEvents(100));
    let tell: (position: Position) => void = () => undefined;
    const checkpoint = new Promise<Position>((resolve) => {
      tell = resolve;
    });
    const prefixes = [`${category}-`];
    const first = server.client().subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes, checkpointReached: (_, position) => tell(position) }),
    });
    first.on('data', () => undefined);
    const fromPosition = await checkpoint;
    await first.unsubscribe();
    expect(fromPosition.commit).toBeGreaterThan(0n);
    await server.client().appendToStream(`${category}-1`, anEvent());
    const second = server.client().subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes }) });
    const [event] = await new Received<AllStreamResolvedEvent>(second).atLeast(1);
    expect(event?.event?.streamId).toBe(`${category}-1`);
    await second.unsubscribe();
  });

  // Not verified on a real server: when exactly it says so.
  it('whose reader is slow is told that it fell behind, loses nothing, and catches up again', async () => {
    const category = aCategory();
    const filter = streamNameFilter({ prefixes: [`${category}-`] });
    const subscription = server.client().subscribeToAll({ fromPosition: END, filter });
    await next(subscription, 'caughtUp');
    // Nobody reads yet, so what is appended now fills every buffer on the way.
    const fellBehind = next(subscription, 'fellBehind');
    const batch = () =>
      Array.from({ length: 100 }, () => jsonEvent({ type: 'large', data: { text: 'x'.repeat(4000) } }));
    for (let count = 0; count < 10; count += 1)
      await server.client().appendToStream(`${category}-1`, batch());
    const received = new Received<AllStreamResolvedEvent>(subscription);
    await fellBehind;
    await next(subscription, 'caughtUp');
    const events = await received.atLeast(1000);
    expect(events.map(({ event }) => Number(event?.revision))).toEqual(events.map((_, index) => index));
    await subscription.unsubscribe();
  });

  it('misses nothing of what many writers append meanwhile, and keeps each stream in order', async () => {
    const category = aCategory();
    const subscription = server
      .client()
      .subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: [`${category}-`] }) });
    const received = new Received<AllStreamResolvedEvent>(subscription);
    const streams = Array.from({ length: 10 }, (_, index) => `${category}-${index}`);
    await Promise.all(
      streams.map(async (stream) => {
        for (let batch = 0; batch < 20; batch += 1)
          await server.client().appendToStream(stream, someEvents(3));
      }),
    );
    const events = await received.atLeast(600);
    for (const stream of streams) {
      const revisions = events
        .filter(({ event }) => event?.streamId === stream)
        .map(({ event }) => event?.revision);
      expect(revisions).toEqual(Array.from({ length: 60 }, (_, index) => BigInt(index)));
    }
    await subscription.unsubscribe();
  });
});
