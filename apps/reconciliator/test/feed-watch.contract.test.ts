import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedWatch } from '../src/feed-watch.ts';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';

let stores: EmbeddedStores;
beforeEach(async () => {
  stores = await startEmbeddedStores();
});
afterEach(async () => {
  await stores.close();
});

async function growFeed(): Promise<void> {
  const id = randomUUID();
  const cloudEvent = { id, type: 'x.happened.v1', source: 'test', subject: id, revision: 0 };
  await stores.mongoDb.feedWriter.append([{ cloudEvent, stream: id, revision: 0 }]);
}

describe('FeedWatch', () => {
  it('wakes when the feed has grown, also after the store was away, and not once it is stopped', async () => {
    const lost = Promise.withResolvers<void>();
    let woken = Promise.withResolvers<void>();
    let wakes = 0;
    const log = { info: () => undefined, warn: () => lost.resolve() };
    const watch = new FeedWatch(
      stores.mongoDb.signals,
      () => {
        wakes += 1;
        woken.resolve();
      },
      log,
    );
    const nextWake = async () => {
      await woken.promise;
      woken = Promise.withResolvers();
    };
    watch.start();
    // What came before the watch was open is told by the first wake.
    await nextWake();
    await growFeed();
    await nextWake();

    await stores.outages.mongodb.stop();
    await lost.promise;
    await stores.outages.mongodb.start();
    await nextWake();
    await growFeed();
    await nextWake();

    await watch.stop();
    const before = wakes;
    await growFeed();
    expect(wakes).toBe(before);
  });
});
