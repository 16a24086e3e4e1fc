import { randomUUID } from 'node:crypto';
import type { SinkPoint, SinkSavePoint } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { wholeFeed } from './projected.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { startWorker } from './worker-process.ts';

/**
 * Where the worker is killed, and when it is there for which time. After each kill its lease has to run out before the next one delivers.
 */
const KILLS: readonly (readonly [SinkPoint | SinkSavePoint, number])[] = [
  ['sink-posting', 4],
  ['sink-posted', 1],
  ['sink-posted', 7],
  ['sink-saving', 2],
  ['sink-saved', 2],
];
const SUBJECTS = Array.from({ length: 5 }, () => randomUUID());
const SETTINGS = { LEASE_TTL_MS: '300' };

let stores: EmbeddedStores;
let receiver: Receiver;
beforeAll(async () => {
  stores = await startEmbeddedStores();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await stores.close();
});

/** Adds events to the feed, the next revisions of a few subjects. */
class Growth {
  events = 0;
  readonly #missing = new Set<string>();
  #seen = 0;
  readonly #revisions = new Map<string, number>();

  async grow(): Promise<void> {
    const entries = [...SUBJECTS, ...SUBJECTS].map((subject) => {
      const revision = (this.#revisions.get(subject) ?? -1) + 1;
      this.#revisions.set(subject, revision);
      const [id, time] = [randomUUID(), new Date().toISOString()];
      const base = { specversion: '1.0', id, source: 'https://tools-provider.test', time };
      const cloudEvent = { ...base, type: 'x.happened.v1', subject, revision, data: { revision } };
      this.events += 1;
      this.#missing.add(id);
      return { cloudEvent, stream: subject, revision };
    });
    await stores.mongoDb.feedWriter.append(entries);
  }

  /** Resolves when all was posted, or `unless` aborts. */
  async untilPosted(unless?: AbortSignal): Promise<void> {
    await receiver.until((received) => {
      for (const { event } of received.slice(this.#seen)) this.#missing.delete(event.id);
      this.#seen = received.length;
      return this.#missing.size === 0;
    }, unless);
  }
}

describe('a worker that is killed while it delivers to its sink', () => {
  it('leaves no event undelivered and no subject out of order: what comes again is the same event under the same id', async () => {
    const growth = new Growth();
    for (const [point, count] of KILLS) {
      const worker = startWorker(stores, {
        ...SETTINGS,
        K_SINK: receiver.url,
        RECONCILIATOR_CRASH_AT: `${point}:${count}`,
      });
      while (!worker.gone.aborted) {
        await growth.grow();
        await growth.untilPosted(worker.gone);
      }
      expect(await worker.ended).toBe('SIGKILL');
    }
    const worker = startWorker(stores, { ...SETTINGS, K_SINK: receiver.url });
    await growth.untilPosted();
    await worker.stop();

    const feed = await wholeFeed(stores);
    expect(feed).toHaveLength(growth.events);
    const firsts = new Map<string, string>();
    for (const { event, body } of receiver.received) {
      // Whatever comes again is what came before.
      expect(firsts.get(event.id) ?? body).toBe(body);
      firsts.set(event.id, body);
    }
    expect(firsts.size).toBe(feed.length);
    for (const subject of SUBJECTS) {
      const told = feed.filter((event) => event.subject === subject).map(({ id }) => id);
      const ids = receiver.received
        .filter(({ event }) => event.subject === subject)
        .map(({ event }) => event.id);
      expect([...new Set(ids)]).toEqual(told);
    }
    // Killed between the answer and the saving of it: this came twice.
    expect(receiver.received.length).toBeGreaterThan(feed.length);
    const [state] = await stores.mongoDb.sinkPositions.served();
    expect(state).toMatchObject({ deliveredUpTo: feed.length });
  });
});
