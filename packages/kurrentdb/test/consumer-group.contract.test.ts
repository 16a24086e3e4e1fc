import {
  KurrentDBClient,
  type PersistentSubscriptionToStreamSettings,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@kurrent/kurrentdb-client';
import type { OpenSubscription } from '@tools-provider/event-sourcing';
import { newEvent, newStream } from '@tools-provider/event-sourcing/contract-suites';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectKurrentDb, type KurrentDb } from '../src/connect-kurrentdb.ts';
import type { ConsumerStrategy } from '../src/consumer-group.ts';
import { CONSUMER_GROUP, KurrentCategorySubscription } from '../src/kurrent-category-subscription.ts';
import { CATEGORY, openEmbeddedLog } from './embedded-log.ts';

const GROUP = [`$ce-${CATEGORY}`, CONSUMER_GROUP] as const;

let log: Awaited<ReturnType<typeof openEmbeddedLog>>;
let client: KurrentDBClient;
let others: KurrentDb[];

beforeEach(async () => {
  log = await openEmbeddedLog();
  client = KurrentDBClient.connectionString(log.url);
  others = [];
});

afterEach(async () => {
  await Promise.all(others.map((other) => other.close()));
  await client.dispose();
  await log.close();
});

function worker(consumerStrategy: ConsumerStrategy = 'Pinned') {
  const kurrentDb = connectKurrentDb(log.url, CATEGORY, { consumerStrategy });
  others.push(kurrentDb);
  return kurrentDb.categorySubscription;
}

const info = () => client.getPersistentSubscriptionToStreamInfo(...GROUP);
const take = async (subscription: OpenSubscription) =>
  (await subscription[Symbol.asyncIterator]().next()).value;

describe('the consumer group', () => {
  it('is made by the first worker, from the start and with links resolved, so that only a worker ever parks', async () => {
    await (await worker().open()).close();
    expect((await info()).settings).toMatchObject({
      startFrom: 'start',
      resolveLinkTos: true,
      consumerStrategyName: 'Pinned',
      maxRetryCount: 2_147_483_647,
      messageTimeout: 60_000,
      checkPointLowerBound: 1,
    });
  });

  it('gets its settings put right by a worker that finds others, and keeps its checkpoint', async () => {
    const others: Partial<PersistentSubscriptionToStreamSettings> = {
      startFrom: 'start',
      maxRetryCount: 3,
      messageTimeout: 1_000,
      consumerStrategyName: 'RoundRobin',
      checkPointLowerBound: 1,
      checkPointUpperBound: 1,
    };
    const settings = persistentSubscriptionToStreamSettingsFromDefaults(others);
    await client.createPersistentSubscriptionToStream(...GROUP, settings);
    const stream = newStream();
    await log.eventStore.append(stream, -1, [newEvent(), newEvent()]);
    const before = client.subscribeToPersistentSubscriptionToStream(...GROUP);
    for await (const delivery of before) {
      await before.ack(delivery);
      break;
    }
    await expect.poll(async () => (await info()).stats.lastCheckpointedEventRevision).toBe(0n);
    await before.unsubscribe();

    const subscription = await worker().open();
    expect((await info()).settings).toMatchObject({
      resolveLinkTos: true,
      maxRetryCount: 2_147_483_647,
      messageTimeout: 60_000,
      consumerStrategyName: 'Pinned',
    });
    expect(await take(subscription)).toMatchObject({ event: { stream, revision: 1 } });
    await subscription.close();
  });

  it('is left alone by a worker that finds it right: nobody is dropped', async () => {
    const first = await worker().open();
    const taps = first[Symbol.asyncIterator]();
    const second = await worker().open();
    await second.close();
    const stream = newStream();
    await log.eventStore.append(stream, -1, [newEvent()]);
    expect((await taps.next()).value).toMatchObject({ event: { stream, revision: 0 } });
    await first.close();
  });

  it('takes the strategy that its workers are set to; those who had it open are dropped and come back', async () => {
    const first = await worker('Pinned').open();
    const lost = expect(take(first)).rejects.toMatchObject({ kind: 'unavailable' });
    const second = await worker('RoundRobin').open();
    await lost;
    expect((await info()).settings.consumerStrategyName).toBe('RoundRobin');
    await second.close();
  });

  it('is made and put right by several workers at once', async () => {
    const workers = Array.from({ length: 4 }, () => worker('DispatchToSingle'));
    const opened = await Promise.all(workers.map((subscription) => subscription.open()));
    await Promise.all(opened.map((subscription) => subscription.close()));
    const different = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: 'start' });
    await client.updatePersistentSubscriptionToStream(...GROUP, different);
    const again = await Promise.allSettled(workers.map((subscription) => subscription.open()));
    // One that another's update has dropped before it was confirmed comes back, as after any loss.
    for (const outcome of again) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ kind: 'unavailable' });
      else await outcome.value.close();
    }
    expect((await info()).settings.consumerStrategyName).toBe('DispatchToSingle');
  });

  it('that is deleted while it is open ends the subscription; the next one makes it anew, from the start', async () => {
    const stream = newStream();
    await log.eventStore.append(stream, -1, [newEvent()]);
    const first = await worker().open();
    const tap = await take(first);
    await first.ack([tap.ackId]);
    const lost = expect(take(first)).rejects.toMatchObject({ kind: 'unavailable' });
    await client.deletePersistentSubscriptionToStream(...GROUP);
    await lost;
    const second = await worker().open();
    expect(await take(second)).toMatchObject({ event: { stream, revision: 0 } });
    await second.close();
  });
});

describe('an acknowledgement', () => {
  it('is by the link’s id, which is another than the event’s', async () => {
    const stream = newStream();
    await log.eventStore.append(stream, -1, [newEvent()]);
    const subscription = await worker().open();
    const { ackId, event } = await take(subscription);
    const [link] = await Array.fromAsync(client.readStream(GROUP[0]));
    expect(link?.event).toMatchObject({ id: ackId, type: '$>' });
    expect(event?.id).not.toBe(ackId);
    await subscription.close();
  });

  it('of several takes them out of flight and moves the checkpoint; only what lacks one comes again after its timeout', async () => {
    const stream = newStream();
    await log.eventStore.append(stream, -1, [newEvent(), newEvent(), newEvent()]);
    const options = { messageTimeoutMs: 1_000, deadlineMs: 2_000 };
    const subscription = await new KurrentCategorySubscription(client, CATEGORY, options).open();
    const taps = subscription[Symbol.asyncIterator]();
    const first = [await taps.next(), await taps.next(), await taps.next()].map(({ value }) => value);
    await subscription.ack(first.slice(0, 2).map(({ ackId }) => ackId));
    const stats = async () => (await info()).stats;
    await expect.poll(stats).toMatchObject({ totalInFlightMessages: 1 });

    const again = (await taps.next()).value;
    expect(again).toMatchObject({ ackId: first[2]?.ackId, retryCount: 1, event: { revision: 2 } });
    await subscription.ack([again.ackId]);
    const done = { totalInFlightMessages: 0, lastCheckpointedEventRevision: 2n };
    await expect.poll(stats, { timeout: 10_000 }).toMatchObject(done);
    await log.eventStore.append(stream, 2, [newEvent()]);
    expect((await taps.next()).value).toMatchObject({ retryCount: 0, event: { revision: 3 } });
    await subscription.close();
  });
});
