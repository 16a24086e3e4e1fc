import { randomUUID } from 'node:crypto';
import { CodedError } from '@tools-provider/mediator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delivery, fulfilment, openShop, SHOP_EVENT_TYPES, type Step } from '../../test/saga/shop.ts';
import type { EventToAppend, RecordedEvent } from '../aggregate/domain-event.ts';
import { streamNaming } from '../aggregate/stream-name.ts';
import type { FeedEntry } from '../read-side/feed-writer.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import { InMemoryFeed } from '../testing/in-memory-feed.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { InMemorySagaStore } from '../testing/in-memory-saga-store.ts';
import { newCommandContext } from '../testing/new-command-context.ts';
import type { Saga } from './saga.ts';
import { SagaRunner } from './saga-runner.ts';

/** A saga store that is away the first time that it is to hear that something was sent: everything is sent twice. */
class ForgetfulSagaStore extends InMemorySagaStore {
  readonly #forgotten = new Set<string>();
  isForgetful = false;

  override async save(...args: Parameters<InMemorySagaStore['save']>): Promise<void> {
    const [, , { cursor, instances }] = args;
    const what = JSON.stringify(instances.map(({ saga, id, revision }) => [saga, id, revision]));
    if (this.isForgetful && cursor === undefined && !this.#forgotten.has(what)) {
      this.#forgotten.add(what);
      throw new CodedError('unavailable', 'store-unavailable', 'away');
    }
    await super.save(...args);
  }
}

/** An event store whose events come into a feed as they are appended. */
class FedEventStore extends InMemoryEventStore {
  readonly feed = new InMemoryFeed();
  onFed: () => void = () => undefined;

  override async append(stream: string, expected: number, events: readonly EventToAppend[]) {
    const result = await super.append(stream, expected, events);
    const appended = await Array.fromAsync(this.read(stream, { from: expected + 1 }));
    await this.feed.append(appended.map(toFeedEntry));
    this.onFed();
    return result;
  }
}

function toFeedEntry({ id, type, stream, revision, data, metadata }: RecordedEvent): FeedEntry {
  const subject = streamNaming('shop').parse(stream)?.id ?? stream;
  const { occurredAt: time, $correlationId: correlationid, $causationId: causationid } = metadata;
  const cloudEvent = { id, type, source: 'shop', subject, revision, time, correlationid, causationid, data };
  return { cloudEvent, stream, revision };
}

let eventStore: FedEventStore;
let store: ForgetfulSagaStore;
let runners: SagaRunner[];
let unreachable: Set<string>;

beforeEach(() => {
  eventStore = new FedEventStore();
  store = new ForgetfulSagaStore();
  unreachable = new Set();
  const shop = openShop(eventStore, refuseUnreachable);
  const leases = new InMemoryLeases();
  runners = [fulfilment, delivery].map(
    (saga: Saga) =>
      new SagaRunner({
        saga,
        store,
        feed: eventStore.feed,
        leases,
        mediator: shop,
        actor: { id: `saga:${saga.name}`, name: saga.name, roles: [] },
        owner: 'test',
        knownEventTypes: SHOP_EVENT_TYPES,
        log: { info: () => undefined, warn: () => undefined },
        reconnect: { baseMs: 1, maxMs: 5 },
      }),
  );
  eventStore.onFed = () => {
    for (const runner of runners) runner.wake();
  };
  for (const runner of runners) runner.start();
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
});

function refuseUnreachable(step: Step, id: string): void {
  if (step.type === 'shipment.delivered.v1' && unreachable.has(id)) {
    throw new CodedError('refused', 'unreachable', `Nobody lives there: ${id}`);
  }
}

async function place({ isReachable = true } = {}): Promise<{ orderId: string; shipmentId: string }> {
  const [orderId, shipmentId] = [randomUUID(), randomUUID()];
  if (!isReachable) unreachable.add(shipmentId);
  const step = { type: 'order.placed.v1', data: { shipmentId } } as const;
  const context = newCommandContext({ correlationId: orderId });
  await openShop(eventStore, () => undefined).execute(
    { type: 'take-order-step', id: orderId, step },
    context,
  );
  return { orderId, shipmentId };
}

/** Every step of an order and its shipment ends in one event, so both sagas have ended when its last one has come. */
async function untilEnded(orders: number): Promise<void> {
  await expect
    .poll(async () => (await wholeFeed()).filter(({ type }) => /completed|cancelled/.test(type)).length, {
      timeout: 4_000,
    })
    .toBe(orders);
  for (const runner of runners) await runner.idle();
}

const wholeFeed = async () => (await eventStore.feed.page({ after: 0, limit: 1_000 })).events;

async function story(id: string): Promise<string[]> {
  const events = (await wholeFeed()).filter(({ correlationid }) => correlationid === id);
  return events.map(({ type }) => type);
}

describe('Two sagas whose commands cause each other’s events', () => {
  it('come to an end together, each event caused by the one before and stored once', async () => {
    const { orderId } = await place();
    await untilEnded(1);
    expect(await story(orderId)).toEqual([
      'order.placed.v1',
      'shipment.begun.v1',
      'shipment.delivered.v1',
      'order.completed.v1',
    ]);
    const [, ...caused] = await wholeFeed();
    const ids = (await wholeFeed()).map(({ id }) => id);
    expect(caused.map(({ causationid }) => causationid)).toEqual(ids.slice(0, -1));
  });

  it('undo what was begun when a step is refused, and a replay of both finds the same', async () => {
    const { orderId, shipmentId } = await place({ isReachable: false });
    await untilEnded(1);
    expect(await story(orderId)).toEqual([
      'order.placed.v1',
      'shipment.begun.v1',
      'shipment.lost.v1',
      'order.cancelled.v1',
    ]);
    const before = eventStore.appendCount;
    expect(await runners[0]?.replay(orderId)).toMatchObject({ differences: [] });
    expect(await runners[1]?.replay(shipmentId)).toMatchObject({ differences: [] });
    for (const runner of runners) await runner.idle();
    expect(eventStore.appendCount).toBe(before);
  });

  it('store each event once, although every command is sent twice', async () => {
    store.isForgetful = true;
    const placed = [await place(), await place({ isReachable: false }), await place()];
    await untilEnded(3);
    for (const { orderId } of placed) expect(new Set(await story(orderId)).size).toBe(4);
    expect(await wholeFeed()).toHaveLength(12);
    expect(await store.setAside('fulfilment')).toEqual([]);
    expect(await store.setAside('delivery')).toEqual([]);
  });
});
