import {
  END,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamResolvedEvent,
  type PersistentSubscriptionToStreamSettings,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { afterEach, describe, expect, it } from 'vitest';
import { Received } from './received.ts';
import { aCategory, anEvent, aStream, readAllOf, someEvents, useServer } from './server.ts';

const server = useServer();
const group = 'group';
const open: PersistentSubscriptionToStream[] = [];

afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.unsubscribe();
});

const settings = (changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
  persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, resolveLinkTos: true, ...changes });

async function aGroup(
  stream: string,
  changes?: Partial<PersistentSubscriptionToStreamSettings>,
): Promise<void> {
  await server.client().createPersistentSubscriptionToStream(stream, group, settings(changes));
}

function consume(stream: string, bufferSize = 100) {
  const subscription = server
    .client()
    .subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize });
  open.push(subscription);
  const received = new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription);
  return { subscription, received };
}

const info = (stream: string) => server.client().getPersistentSubscriptionToStreamInfo(stream, group);
const revision = ({ event }: PersistentSubscriptionToStreamResolvedEvent) => event?.revision;
const parkedStream = (stream: string) => `$persistentsubscription-${stream}::${group}-parked`;

/** Asks the server until it has so many consumers: what it sends before goes to the first alone. */
async function joined(stream: string, count: number): Promise<void> {
  while ((await info(stream)).connections.length < count);
}

/** Asks the server until it has every answer: a consumer's end may overtake its last ones. */
async function answered(stream: string): Promise<void> {
  while ((await info(stream)).stats.totalInFlightMessages > 0);
}

/** Waits for the parked messages by following their stream: parking is not acknowledged to the consumer. */
async function parked(stream: string, count: number): Promise<void> {
  const subscription = server.client().subscribeToStream(parkedStream(stream), { fromRevision: START });
  await new Received(subscription).atLeast(count);
  await subscription.unsubscribe();
}

// All of these: Persistent Subscriptions, "Creating a Subscription Group", "Updating a subscription group",
// "Deleting a subscription group", https://docs.kurrent.io/clients/node/v1.2/persistent-subscriptions.html
describe('a subscription group', () => {
  it('can be made once', async () => {
    const stream = aStream();
    await aGroup(stream);
    await expect(aGroup(stream)).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: stream,
      groupName: group,
    });
  });

  it('that does not exist cannot be consumed, updated, deleted or asked about', async () => {
    const stream = aStream();
    const missing = { type: 'persistent-subscription-does-not-exist', streamName: stream, groupName: group };
    const client = server.client();
    expect(await consume(stream).received.error()).toMatchObject(missing);
    await expect(
      client.updatePersistentSubscriptionToStream(stream, group, settings()),
    ).rejects.toMatchObject(missing);
    await expect(client.deletePersistentSubscriptionToStream(stream, group)).rejects.toMatchObject(missing);
    await expect(info(stream)).rejects.toMatchObject(missing);
  });

  it('tells its settings, by itself and in lists', async () => {
    const stream = aStream();
    await aGroup(stream, { consumerStrategyName: 'Pinned', maxRetryCount: 7, messageTimeout: 1234 });
    const expected = {
      consumerStrategyName: 'Pinned',
      maxRetryCount: 7,
      messageTimeout: 1234,
      startFrom: START,
    };
    expect((await info(stream)).settings).toMatchObject(expected);
    const [listed] = await server.client().listPersistentSubscriptionsToStream(stream);
    expect(listed).toMatchObject({ eventSource: stream, groupName: group, settings: expected });
    const all = await server.client().listAllPersistentSubscriptions();
    expect(all.map(({ eventSource }) => eventSource)).toContain(stream);
  });

  it('drops its consumers when it is updated, and has the new settings', async () => {
    const stream = aStream();
    await aGroup(stream);
    await server.client().appendToStream(stream, anEvent());
    const { received } = consume(stream);
    await received.atLeast(1);
    await server.client().updatePersistentSubscriptionToStream(stream, group, settings({ maxRetryCount: 3 }));
    expect(await received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect((await info(stream)).settings.maxRetryCount).toBe(3);
  });

  it('drops its consumers when it is deleted', async () => {
    const stream = aStream();
    await aGroup(stream);
    await server.client().appendToStream(stream, anEvent());
    const { received } = consume(stream);
    await received.atLeast(1);
    await server.client().deletePersistentSubscriptionToStream(stream, group);
    expect(await received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
  });

  it('takes no more consumers than its settings allow', async () => {
    const stream = aStream();
    await aGroup(stream, { maxSubscriberCount: 1 });
    await server.client().appendToStream(stream, anEvent());
    await consume(stream).received.atLeast(1);
    expect(await consume(stream).received.error()).toMatchObject({ type: 'maximum-subscribers-reached' });
  });

  it('begins at its start: the first event, a revision, or what comes after its making', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(4));
    await aGroup(stream, { startFrom: 2n });
    // Not verified on a real server: that a start revision is included.
    expect((await consume(stream).received.atLeast(2)).map(revision)).toEqual([2n, 3n]);
    const other = 'from-the-end';
    await server.client().createPersistentSubscriptionToStream(stream, other, settings({ startFrom: END }));
    const subscription = server.client().subscribeToPersistentSubscriptionToStream(stream, other);
    open.push(subscription);
    const received = new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription);
    await server.client().appendToStream(stream, anEvent());
    expect((await received.atLeast(1)).map(revision)).toEqual([4n]);
  });
});

// All of these: Persistent subscriptions, "Acknowledging messages", "Parked messages", "Checkpointing",
// https://docs.kurrent.io/server/v25.1/features/persistent-subscriptions.html
describe('a consumer', () => {
  it('gets history and live events of a category, resolved, each with its link', async () => {
    const category = aCategory();
    const stream = `$ce-${category}`;
    await server.client().appendToStream(`${category}-1`, someEvents(2));
    await aGroup(stream);
    const { subscription, received } = consume(stream);
    for (const event of await received.atLeast(2)) await subscription.ack(event);
    await server.client().appendToStream(`${category}-2`, anEvent());
    const events = await received.atLeast(3);
    expect(events.map(({ event, link }) => [event?.streamId, event?.revision, link?.revision])).toEqual([
      [`${category}-1`, 0n, 0n],
      [`${category}-1`, 1n, 1n],
      [`${category}-2`, 0n, 2n],
    ]);
    expect(events.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0]);
  });

  it('gets the links themselves where they are not to be resolved', async () => {
    const category = aCategory();
    await server.client().appendToStream(`${category}-1`, anEvent());
    await aGroup(`$ce-${category}`, { resolveLinkTos: false });
    const [event] = await consume(`$ce-${category}`).received.atLeast(1);
    expect([event?.event?.type, event?.link]).toEqual(['$>', undefined]);
  });

  it('gets no more unanswered messages than its buffer takes', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(10));
    await aGroup(stream);
    const { subscription, received } = consume(stream, 3);
    const [first] = await received.atLeast(3);
    if (first === undefined) throw new Error('Nothing was delivered.');
    // The answer of a later call on the same server shows that nothing more was on its way.
    await info(stream);
    expect(received.items).toHaveLength(3);
    await subscription.ack(first);
    await received.atLeast(4);
    await info(stream);
    expect(received.items.map(revision)).toEqual([0n, 1n, 2n, 3n]);
  });

  it('is sent a message again at once when it asks for a retry', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(1));
    await aGroup(stream);
    const { subscription, received } = consume(stream);
    const [first] = await received.atLeast(1);
    if (first === undefined) throw new Error('Nothing was delivered.');
    await subscription.nack('retry', 'once more', first);
    const [, again] = await received.atLeast(2);
    expect([again?.event?.id, again?.retryCount]).toEqual([first.event?.id, 1]);
  });

  it('is sent a message again when it has not answered in time', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, anEvent());
    await aGroup(stream, { messageTimeout: 150 });
    const { received } = consume(stream);
    const [first, again] = await received.atLeast(2);
    expect([again?.event?.id, again?.retryCount]).toEqual([first?.event?.id, 1]);
  });

  it('never sees a skipped message again, nor one that it acknowledged', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(2));
    await aGroup(stream, { messageTimeout: 100 });
    const { subscription, received } = consume(stream);
    const [first, second] = await received.atLeast(2);
    if (first === undefined || second === undefined) throw new Error('Nothing was delivered.');
    await subscription.nack('skip', 'not ours', first);
    await subscription.ack(second);
    await server.client().appendToStream(stream, anEvent());
    // The third message times out and comes twice; the other two would have come before it.
    expect((await received.atLeast(4)).map(revision)).toEqual([0n, 1n, 2n, 2n]);
  });

  it('parks a message: it is linked in the parked stream with the reason, and counted', async () => {
    const category = aCategory();
    const stream = `$ce-${category}`;
    await server.client().appendToStream(`${category}-1`, anEvent());
    await aGroup(stream);
    const { subscription, received } = consume(stream);
    const [event] = await received.atLeast(1);
    if (event === undefined) throw new Error('Nothing was delivered.');
    await subscription.nack('park', 'it is poison', event);
    await parked(stream, 1);
    const [link] = await readAllOf(server.client().readStream(parkedStream(stream)));
    expect(link?.event?.type).toBe('$>');
    // Not verified on a real server: that the link names the event itself, and the form of the metadata.
    expect(Buffer.from(link?.event?.data as Uint8Array).toString()).toBe(`0@${category}-1`);
    expect(JSON.stringify(link?.event?.metadata)).toContain('it is poison');
    expect((await info(stream)).stats.parkedMessageCount).toBe(1n);
  });

  it('no longer gets a message that was retried more often than allowed: it is parked', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(2));
    await aGroup(stream, { maxRetryCount: 2 });
    const { subscription, received } = consume(stream, 1);
    for (let delivery = 0; delivery < 3; delivery += 1) {
      const event = (await received.atLeast(delivery + 1)).at(-1);
      if (event !== undefined) await subscription.nack('retry', 'no luck', event);
    }
    await parked(stream, 1);
    const events = await received.atLeast(4);
    expect(events.map(revision)).toEqual([0n, 0n, 0n, 1n]);
    expect(events.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2, 0]);
  });

  it('gets parked messages once more when they are replayed, and they leave the count', async () => {
    const category = aCategory();
    const stream = `$ce-${category}`;
    await server.client().appendToStream(`${category}-1`, someEvents(3));
    await aGroup(stream);
    const { subscription, received } = consume(stream);
    const all = await received.atLeast(3);
    await subscription.nack('park', 'later', ...all);
    await parked(stream, 3);
    await server.client().replayParkedMessagesToStream(stream, group);
    const replayed = (await received.atLeast(6)).slice(3);
    expect(replayed.map(({ event }) => event?.id)).toEqual(all.map(({ event }) => event?.id));
    for (const event of replayed) await subscription.ack(event);
    await server.client().appendToStream(`${category}-1`, anEvent());
    await received.atLeast(7);
    expect((await info(stream)).stats.parkedMessageCount).toBe(0n);
  });

  // Not verified on a real server: by gRPC; the documentation shows stopAt as a number of events over HTTP.
  it('gets only so many parked messages as a replay asks for', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(3));
    await aGroup(stream);
    const { subscription, received } = consume(stream);
    await subscription.nack('park', 'later', ...(await received.atLeast(3)));
    await parked(stream, 3);
    await server.client().replayParkedMessagesToStream(stream, group, { stopAt: 2 });
    const replayed = (await received.atLeast(5)).slice(3);
    expect(replayed.map(revision)).toEqual([0n, 1n]);
    expect((await info(stream)).stats.parkedMessageCount).toBe(1n);
  });

  it('that goes leaves its unanswered messages to the others', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(4));
    await aGroup(stream);
    const first = consume(stream, 4);
    await first.received.atLeast(4);
    const second = consume(stream, 4);
    await first.subscription.unsubscribe();
    const events = await second.received.atLeast(4);
    expect(events.map(revision)).toEqual([0n, 1n, 2n, 3n]);
  });

  it('that comes back goes on behind the checkpoint', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, someEvents(20));
    await aGroup(stream, { checkPointLowerBound: 1, checkPointUpperBound: 1 });
    const first = consume(stream, 20);
    for (const event of await first.received.atLeast(20)) await first.subscription.ack(event);
    await answered(stream);
    await first.subscription.unsubscribe();
    await server.client().appendToStream(stream, anEvent());
    const [next] = await consume(stream).received.atLeast(1);
    expect(next?.event?.revision).toBe(20n);
  });

  // Persistent Subscriptions, "Acknowledgements" (`stop`: stop the subscription),
  // https://docs.kurrent.io/clients/node/v1.2/persistent-subscriptions.html; not verified on a real server.
  it('that answers with stop is dropped, and the message goes to another', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, anEvent());
    await aGroup(stream);
    const first = consume(stream);
    const [event] = await first.received.atLeast(1);
    if (event === undefined) throw new Error('Nothing was delivered.');
    await first.subscription.nack('stop', 'enough', event);
    expect(await first.received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    const [again] = await consume(stream).received.atLeast(1);
    expect(again?.event?.id).toBe(event.event?.id);
  });
});

// All of these: Persistent subscriptions, "Consumer strategies",
// https://docs.kurrent.io/server/v25.1/features/persistent-subscriptions.html
describe('several consumers of a group', () => {
  it('share the events evenly by RoundRobin', async () => {
    const stream = aStream();
    await aGroup(stream, { consumerStrategyName: 'RoundRobin' });
    const consumers = [consume(stream), consume(stream)];
    await joined(stream, consumers.length);
    await server.client().appendToStream(stream, someEvents(10));
    const counts = await Promise.all(consumers.map(({ received }) => received.atLeast(5)));
    expect(counts.flat().map(revision).toSorted()).toEqual(someEvents(10).map((_, index) => BigInt(index)));
  });

  it('are filled one after the other by DispatchToSingle', async () => {
    const stream = aStream();
    await aGroup(stream, { consumerStrategyName: 'DispatchToSingle' });
    const consumers = [consume(stream, 8), consume(stream, 8)];
    await joined(stream, consumers.length);
    await server.client().appendToStream(stream, someEvents(10));
    await Promise.race(consumers.map(({ received }) => received.atLeast(8)));
    await Promise.all(consumers.map(({ received }) => received.atLeast(2)));
    expect(consumers.map(({ received }) => received.items.length).toSorted()).toEqual([2, 8]);
  });

  it('each get streams of their own by Pinned, and each stream in order', async () => {
    const category = aCategory();
    const stream = `$ce-${category}`;
    await aGroup(stream, { consumerStrategyName: 'Pinned' });
    const consumers = [consume(stream, 500), consume(stream, 500)];
    await joined(stream, consumers.length);
    const streams = Array.from({ length: 40 }, (_, index) => `${category}-${index}`);
    for (const name of streams) await server.client().appendToStream(name, someEvents(3));
    const total = () => consumers.reduce((sum, { received }) => sum + received.items.length, 0);
    while (total() < 120)
      await Promise.race(consumers.map(({ received }) => received.atLeast(received.items.length + 1)));
    const owners = consumers.map(
      ({ received }) => new Set(received.items.map(({ event }) => event?.streamId)),
    );
    const [first = new Set(), second = new Set()] = owners;
    expect([...first].filter((name) => second.has(name))).toEqual([]);
    expect(Math.min(first.size, second.size)).toBeGreaterThan(5);
    for (const name of streams) {
      const mine = consumers.flatMap(({ received }) =>
        received.items.filter(({ event }) => event?.streamId === name),
      );
      expect(mine.map(revision)).toEqual([0n, 1n, 2n]);
    }
  });
});
