import { randomUUID } from 'node:crypto';
import { cloudEvent, type EventDataType, eventData } from '@tools-provider/contracts';
import { type OutboxObserver, OutboxService } from '@tools-provider/event-sourcing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxWorker } from '../src/outbox.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilFeedHolds, wholeFeed } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';
import { revisionsTold, ViewLoad } from './view-load.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

function startOutboxWorker(observer: OutboxObserver = { reached: () => undefined }) {
  const { outbox, leases, feedWriter } = stores.mongoDb;
  const worker = createOutboxWorker({
    outbox,
    leases,
    feedWriter,
    origin: { source: 'https://tools-provider.test', schemaBase: 'http://127.0.0.1:4000' },
    owner: randomUUID(),
    leaseTtlMs: 1_000,
    log: { info: () => undefined, warn: () => undefined },
    observer,
  });
  worker.start();
  return worker;
}

/** A group and its selectors, each by a command of its own. Answers how many events that were. */
async function createGroup(selectors: number): Promise<number> {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const group = ToolGroup.create(randomUUID(), { name: 'Test' }, newContext());
  await toolGroups.add(group, newContext());
  for (let n = 1; n <= selectors; n += 1) {
    group.addSelector({ id: `sel-${n}`, namePattern: '*' }, newContext());
    await toolGroups.update(group, newContext());
  }
  return selectors + 1;
}

async function useViews(load: ViewLoad, changes: number): Promise<void> {
  const id = await load.create();
  for (let n = 1; n <= changes; n += 1) await load.change(id, `Name ${n}`);
  await load.unshareAndDelete(id);
}

describe('what happens to views', () => {
  it('is in the feed once and in order, with no number left out, among what is projected', async () => {
    const reconciliator = await runReconciliator(stores);
    // Two of them: one works, the other waits for its lease.
    const workers = [startOutboxWorker(), startOutboxWorker()];
    const load = new ViewLoad(stores.mongoDb.stateStore);
    const [groupEvents] = await Promise.all([
      Promise.all([createGroup(8), createGroup(8), createGroup(8)]),
      ...Array.from({ length: 4 }, () => useViews(load, 3)),
    ]);
    const groupTotal = groupEvents.reduce((sum, count) => sum + count, 0);
    await untilFeedHolds(stores, groupTotal + load.events);
    await Promise.all([reconciliator.stop(), ...workers.map((worker) => worker.stop())]);

    const feed = await wholeFeed(stores);
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    expect(feed).toHaveLength(groupTotal + load.events);
    expect(new Set(feed.map(({ id }) => id)).size).toBe(feed.length);
    expect(revisionsTold(feed)).toEqual(load.revisions);
    expect(await stores.mongoDb.outbox.counts()).toEqual({ pending: 0, delivered: load.events, setAside: 0 });
  });

  it('is told by CloudEvents that keep to their schemas, with the id, time and actor of the command', async () => {
    const worker = startOutboxWorker();
    const load = new ViewLoad(stores.mongoDb.stateStore);
    await useViews(load, 1);
    await untilFeedHolds(stores, load.events);
    await worker.stop();

    const feed = await wholeFeed(stores);
    const types = feed.map(({ type }) => type.replace('io.tools-provider.', ''));
    expect(types.toSorted()).toEqual(
      Object.keys(eventData)
        .filter((type) => type.startsWith('view.'))
        .toSorted(),
    );
    for (const [index, event] of feed.entries()) {
      const { data, dataschema, time } = cloudEvent.strict().parse(event);
      expect(eventData[types[index] as EventDataType].strict().parse(data)).toEqual(data);
      expect(dataschema).toBe(`http://127.0.0.1:4000/schemas/${event.type}.json`);
      expect(Object.values(data)).toEqual(expect.arrayContaining([time, 'otto']));
    }
  });

  it('waits in the outbox while no worker runs, and keeps its number when it is told again', async () => {
    const load = new ViewLoad(stores.mongoDb.stateStore);
    await useViews(load, 1);
    expect(await wholeFeed(stores)).toEqual([]);
    expect(await stores.mongoDb.outbox.counts()).toMatchObject({ pending: load.events, delivered: 0 });

    const worker = startOutboxWorker();
    await untilFeedHolds(stores, load.events);
    const before = await wholeFeed(stores);
    await worker.stop();
    expect(await new OutboxService(stores.mongoDb.outbox).replayDeliveredSince(new Date(0))).toBe(
      load.events,
    );
    const toldAgain = Promise.withResolvers<void>();
    let left = load.events;
    const again = startOutboxWorker({
      reached: (point) => {
        if (point !== 'after-mark') return;
        left -= 1;
        if (left === 0) toldAgain.resolve();
      },
    });
    await toldAgain.promise;
    await again.stop();
    expect(await wholeFeed(stores)).toEqual(before);
  });

  it('goes on in the feed after MongoDB was away', async () => {
    const worker = startOutboxWorker();
    const load = new ViewLoad(stores.mongoDb.stateStore);
    const id = await load.create();
    await untilFeedHolds(stores, 1);
    await stores.outages.mongodb.stop();
    await stores.outages.mongodb.start();
    await load.change(id, 'After');
    await untilFeedHolds(stores, load.events);
    await worker.stop();
    expect(revisionsTold(await wholeFeed(stores))).toEqual(load.revisions);
  });
});
