import type { OutboxPoint } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilFeedHolds, wholeFeed } from './projected.ts';
import { revisionsTold, ViewLoad } from './view-load.ts';
import { startWorker } from './worker-process.ts';

/** Where the worker is killed. After each kill its lease has to run out before the next worker publishes. */
const POINTS: readonly OutboxPoint[] = ['claimed', 'before-publish', 'before-mark', 'after-mark'];
const VIEWS = 3;

let stores: EmbeddedStores;
beforeAll(async () => {
  stores = await startEmbeddedStores();
});
afterAll(async () => {
  await stores.close();
});

describe('a worker that is killed over its outbox', () => {
  it('leaves nothing untold and nothing told twice: each event of each view is in the feed once, in order', async () => {
    const load = new ViewLoad(stores.mongoDb.stateStore);
    const ids = await Promise.all(Array.from({ length: VIEWS }, () => load.create()));
    for (const point of POINTS) {
      await Promise.all(ids.map((id) => load.change(id, `Before ${point}`)));
      const worker = startWorker(stores, { LEASE_TTL_MS: '500', RECONCILIATOR_CRASH_AT: `${point}:4` });
      await worker.ready;
      // One change after the other, each awaited, until the point has been reached so often.
      for (let n = 1; !worker.gone.aborted; n += 1) {
        await Promise.all(ids.map((id) => load.change(id, `During ${point} ${n}`)));
        await untilFeedHolds(stores, load.events, worker.gone);
      }
      expect(await worker.ended).toBe('SIGKILL');
    }
    await Promise.all(ids.map((id) => load.unshareAndDelete(id)));
    const worker = startWorker(stores, { LEASE_TTL_MS: '500' });
    await untilFeedHolds(stores, load.events);
    await worker.stop();

    const feed = await wholeFeed(stores);
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    expect(revisionsTold(feed)).toEqual(load.revisions);
    expect(feed).toHaveLength(load.events);
    expect(await stores.mongoDb.outbox.counts()).toEqual({ pending: 0, delivered: load.events, setAside: 0 });
  });
});
