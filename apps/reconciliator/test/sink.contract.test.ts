import { randomUUID } from 'node:crypto';
import type { ReadModelReconciliator, SinkDelivery } from '@tools-provider/event-sourcing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedWatch } from '../src/feed-watch.ts';
import { createSinkDelivery } from '../src/sink/create-sink-delivery.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilFeedHolds, wholeFeed } from './projected.ts';
import { type Received, type Receiver, startReceiver } from './receiver.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

const silent = { info: () => undefined, warn: () => undefined };

let stores: EmbeddedStores;
let reconciliator: ReadModelReconciliator;
let deliveries: SinkDelivery[];
let watch: FeedWatch;
let receiver: Receiver | undefined;

beforeEach(async () => {
  stores = await startEmbeddedStores();
  reconciliator = await runReconciliator(stores);
  deliveries = [];
  const wakeAll = () => {
    for (const delivery of deliveries) delivery.wake();
  };
  watch = new FeedWatch(stores.mongoDb.signals, wakeAll, silent);
  watch.start();
});
afterEach(async () => {
  await Promise.all([reconciliator.stop(), watch.stop(), ...deliveries.map((delivery) => delivery.stop())]);
  await receiver?.close();
  await stores.close();
});

function deliverTo(url: string): SinkDelivery {
  const { feed, leases, sinkPositions } = stores.mongoDb;
  const delivery = createSinkDelivery({
    url,
    feed,
    leases,
    positions: sinkPositions,
    owner: randomUUID(),
    // Longer than a busy machine may stand still: a lease that is lost delivers again, which is allowed and not looked at here.
    leaseTtlMs: 10_000,
    log: silent,
  });
  delivery.start();
  deliveries.push(delivery);
  return delivery;
}

/** A group with `1 + changes` events. Answers its id. */
async function makeGroup(changes: number): Promise<string> {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const [id, context] = [randomUUID(), newContext()];
  const group = ToolGroup.create(id, { name: `Group ${id}` }, context);
  for (let n = 0; n < changes; n += 1) group.addExplicitTool(`source:${randomUUID()}`, context);
  await toolGroups.update(group, context);
  return id;
}

const bodies = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body) as unknown);
const ofSubject = (received: readonly Received[], id: string) =>
  received.filter(({ event }) => event.subject === id).map(({ event }) => event.revision);

describe('K_SINK', () => {
  it('is posted every event of the feed, as it stands there, those of an aggregate in their order, and new ones at once', async () => {
    receiver = await startReceiver();
    const ids = [await makeGroup(20), await makeGroup(20)];
    await untilFeedHolds(stores, 42);
    deliverTo(receiver.url);
    await receiver.until(({ length }) => length === 42);
    ids.push(await makeGroup(5));
    await receiver.until(({ length }) => length === 48);

    const { received } = receiver;
    for (const id of ids) {
      const revisions = ofSubject(received, id);
      expect(revisions).toEqual(revisions.map((_, n) => n));
    }
    const feed = await wholeFeed(stores);
    const inOrder = bodies(received).toSorted((one, other) =>
      (one as { sequence: string }).sequence < (other as { sequence: string }).sequence ? -1 : 1,
    );
    expect(inOrder).toEqual(feed);
  });

  it('goes on after a restart where it was, and begins at the beginning for another address', async () => {
    receiver = await startReceiver();
    await makeGroup(9);
    await untilFeedHolds(stores, 10);
    const first = deliverTo(receiver.url);
    await receiver.until(({ length }) => length === 10);
    await first.stop();
    await makeGroup(4);
    await untilFeedHolds(stores, 15);
    // A new password or token makes no new sink of it.
    const next = deliverTo(`${receiver.url.replace('http://', 'http://me:new@')}?token=new`);
    await receiver.until(({ length }) => length === 15);
    await next.stop();
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(15);

    deliverTo(`${receiver.url}/elsewhere`);
    await receiver.until(({ length }) => length === 30);
    const elsewhere = receiver.received.filter(({ request }) => request.url === '/events/elsewhere');
    expect(
      bodies(elsewhere)
        .map((event) => (event as { id: string }).id)
        .toSorted(),
    ).toEqual((await wholeFeed(stores)).map(({ id }) => id).toSorted());
  });

  it('is posted the events of others while those of one aggregate are refused, which come in order once they are taken', async () => {
    let refusedId = '';
    const heal = new AbortController();
    receiver = await startReceiver(({ event }, response) => {
      const isRefused = event.subject === refusedId && !heal.signal.aborted;
      response.writeHead(isRefused ? 500 : 204).end();
    });
    refusedId = await makeGroup(3);
    await untilFeedHolds(stores, 4);
    deliverTo(receiver.url);
    await receiver.until(({ length }) => length > 0);
    const other = await makeGroup(5);
    await receiver.until((received) => ofSubject(received, other).length === 6);
    expect(new Set(ofSubject(receiver.received, refusedId))).toEqual(new Set([0]));
    heal.abort();
    await receiver.until((received) => ofSubject(received, refusedId).at(-1) === 3);
    const firsts = [...new Set(ofSubject(receiver.received, refusedId))];
    expect(firsts).toEqual([0, 1, 2, 3]);
  });
});
