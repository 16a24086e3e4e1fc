import type { ConsumerStrategy } from '@tools-provider/kurrentdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { GroupLoad } from './group-load.ts';
import { untilProjected } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

const STRATEGIES: readonly ConsumerStrategy[] = ['Pinned', 'RoundRobin', 'DispatchToSingle'];

/** A fraction of the message timeout, by which the server would take a dead worker's deliveries back without seeing that it is dead. */
const TAKEN_OVER_WITHIN_MS = 20_000;

let stores: EmbeddedStores;
let workers: WorkerProcess[];
beforeEach(async () => {
  stores = await startEmbeddedStores();
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await stores.close();
});

async function join(strategy: ConsumerStrategy): Promise<WorkerProcess> {
  const worker = startWorker(stores, {
    RECONCILIATOR_CONSUMER_STRATEGY: strategy,
    LOG_LEVEL: 'error',
  });
  workers.push(worker);
  await worker.ready;
  return worker;
}

describe('several workers in one consumer group', () => {
  it.each(STRATEGIES)('come and go under load, by %s, and the result is the same', async (strategy) => {
    const load = new GroupLoad(stores, 16);
    const enough = new AbortController();
    const loading = load.changeUntil(enough.signal);
    const [first, second] = await Promise.all([join(strategy), join(strategy)]);
    const third = await join(strategy);
    await untilProjected(stores, load.heads);
    await first.stop();
    await second.kill();
    const killedAt = performance.now();
    await untilProjected(stores, load.heads);
    expect(performance.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);

    // Whoever has had nothing to do so far is the only one left in the end.
    await join(strategy);
    await third.kill();
    enough.abort();
    await loading;
    await untilProjected(stores, load.heads);
    await expectConsistent(stores, load.heads);
  });
});
