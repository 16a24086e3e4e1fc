import { CATEGORY } from '@tools-provider/domain';
import { CONSUMER_GROUP } from '@tools-provider/kurrentdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StoresWithLog, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { GroupLoad } from './group-load.ts';
import { untilProjected } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';

const GROUP = [`$ce-${CATEGORY}`, CONSUMER_GROUP] as const;

let stores: StoresWithLog;
let load: GroupLoad;
beforeEach(async () => {
  stores = await startEmbeddedStores();
  load = new GroupLoad(stores);
});
afterEach(async () => {
  await stores.close();
});

const group = () => stores.logServer().administerGroup(...GROUP);
const progress = () => group().progress;
/** Resolves when the group has come to where it is expected. */
const untilGroup = (expected: object) => expect.poll(progress, { timeout: 10_000 }).toMatchObject(expected);

describe('the result is the same', () => {
  it('when the consumer group is deleted in the middle: it is made anew, and delivers everything again', async () => {
    const reconciliator = await runReconciliator(stores);
    await load.changeAll();
    await Promise.all([group().delete(), load.change(20)]);
    await untilProjected(stores, load.heads);
    await untilGroup({ delivered: load.events, inFlight: 0 });
    await reconciliator.stop();
    expect(reconciliator.projectedEvents).toBe(load.events);
    await expectConsistent(stores, load.heads);
  });

  it('when an old checkpoint is restored: what is delivered once more is known', async () => {
    const reconciliator = await runReconciliator(stores);
    await load.changeAll();
    await load.changeAll();
    await untilProjected(stores, load.heads);
    await Promise.all([group().restoreCheckpoint(4), load.change(10)]);
    await untilProjected(stores, load.heads);
    await untilGroup({ delivered: load.events - 5, inFlight: 0 });
    await reconciliator.stop();
    expect(reconciliator.projectedEvents).toBe(load.events);
    await expectConsistent(stores, load.heads);
  });

  it('when everything is parked and replayed: what comes late has been read from its stream', async () => {
    await load.changeAll();
    const parked = load.events;
    const subscription = await stores.kurrentDb.categorySubscription.open();
    let taken = 0;
    for await (const { ackId } of subscription) {
      await subscription.park([ackId], 'An operator’s wish');
      taken += 1;
      if (taken === parked) break;
    }
    await untilGroup({ parked });
    await subscription.close();

    const reconciliator = await runReconciliator(stores);
    await load.change(4);
    group().replayParked();
    await load.change(4);
    await untilProjected(stores, load.heads);
    await untilGroup({ parked: 0, inFlight: 0 });
    await reconciliator.stop();
    expect(reconciliator.projectedEvents).toBe(load.events);
    await expectConsistent(stores, load.heads);
  });

  it('when the leader of the log changes, again and again, under commands and projections', async () => {
    const reconciliator = await runReconciliator(stores);
    await load.changeAll();
    for (const refusedCalls of [1, 2, 5]) {
      stores.logServer().changeLeader(refusedCalls);
      await load.change(10);
    }
    expect(load.unavailable).toBeLessThanOrEqual(3);
    await untilProjected(stores, load.heads);
    await reconciliator.stop();
    expect(reconciliator.projectedEvents).toBe(load.events);
    await expectConsistent(stores, load.heads);
  });
});

describe('a worker that is asked to end', () => {
  it('finishes and acknowledges what it has taken: the next one gets nothing that it has projected', async () => {
    const projected = new Set<string>();
    const first = await runReconciliator(stores, {
      observer: { reached: (point, { id }) => void (point === 'after-commit' && projected.add(id)) },
    });
    const delivered = new Set<string>();
    const ended = new AbortController();
    const loading = load.changeUntil(ended.signal);
    await expect.poll(() => projected.size, { timeout: 10_000 }).toBeGreaterThan(20);
    await first.stop();
    const second = await runReconciliator(stores, {
      observer: { reached: (point, { id }) => void (point === 'received' && delivered.add(id)) },
    });
    ended.abort();
    await loading;
    await untilProjected(stores, load.heads);
    await second.stop();
    expect([...delivered].filter((id) => projected.has(id))).toEqual([]);
    expect(projected.size + delivered.size).toBe(load.events);
    await expectConsistent(stores, load.heads);
  });
});
