import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { CodedError } from '@tools-provider/mediator';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lease, Leases } from '../lease/leases.ts';
import type { FeedEvent } from '../read-side/feed.ts';
import { InMemoryFeed } from '../testing/in-memory-feed.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { InMemorySinkPositions } from '../testing/in-memory-sink-positions.ts';
import { Journal } from '../testing/journal.ts';
import { PostRefusedError } from './post-refused-error.ts';
import { SinkDelivery, type SinkDeliveryOptions } from './sink-delivery.ts';
import type { SinkProgress } from './sink-positions.ts';

const NEVER_MS = 3_600_000;
const SINK = { id: 'the-sink', address: 'https://sink.example' };
const started: SinkDelivery[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((delivery) => delivery.stop()));
});

/** An event's place, as `a/0`. */
const placeOf = ({ subject, revision }: FeedEvent) => `${subject}/${revision}`;
const inSubject = (subject: string) => (place: string) => place.startsWith(`${subject}/`);
const turn = () => new Promise((resolve) => setImmediate(resolve));

type Answer = (event: FeedEvent, signal: AbortSignal) => Promise<void> | void;

/** A feed, and deliveries of it to a receiver that answers as it is told. They look at the feed only when they begin or are woken. */
function setUp(answer: Answer = () => undefined) {
  const feed = new InMemoryFeed();
  const leases = new InMemoryLeases();
  const positions = new InMemorySinkPositions();
  const [begun, taken, warnings] = [new Journal(), new Journal(), new Journal()];
  const saved = new Journal<SinkProgress>();
  const ids: string[] = [];
  const start = (change: Partial<SinkDeliveryOptions> = {}) => {
    const delivery = new SinkDelivery({
      sink: SINK,
      feed,
      leases,
      positions: {
        claim: (sink, lease) => positions.claim(sink, lease),
        served: () => positions.served(),
        save: async (sink, lease, progress) => {
          await positions.save(sink, lease, progress);
          saved.note(progress);
        },
      },
      owner: randomUUID(),
      pollMs: NEVER_MS,
      stopGraceMs: NEVER_MS / 2,
      retry: { baseMs: 1, maxMs: 2 },
      log: { info: () => undefined, warn: (_, message) => warnings.note(message) },
      post: async (event, signal) => {
        begun.note(placeOf(event));
        await answer(event, signal);
        ids.push(event.id);
        taken.note(placeOf(event));
      },
      ...change,
    });
    started.push(delivery);
    delivery.start();
    return delivery;
  };
  const revisions = new Map<string, number>();
  /** Adds one event for each subject named, in that order. */
  const tell = async (...subjects: string[]) => {
    for (const subject of subjects) {
      const revision = (revisions.get(subject) ?? -1) + 1;
      revisions.set(subject, revision);
      const cloudEvent = { id: randomUUID(), type: 'x.happened.v1', source: 'test', subject, revision };
      await feed.append([{ cloudEvent, stream: subject, revision }]);
    }
  };
  return { feed, leases, positions, begun, taken, saved, ids, warnings, start, tell };
}

describe('a delivery to a sink', () => {
  it('delivers the events of a subject in their order, each when the one before is taken, subjects side by side', async () => {
    const underWay = new Map<string, number>();
    let most = 0;
    const { begun, taken, start, tell } = setUp(async ({ subject }) => {
      underWay.set(subject, (underWay.get(subject) ?? 0) + 1);
      most = Math.max(most, underWay.size);
      expect(underWay.get(subject)).toBe(1);
      for (let turns = Math.floor(Math.random() * 4); turns >= 0; turns -= 1) await turn();
      underWay.delete(subject);
    });
    for (let n = 0; n < 100; n += 1) await tell('a', 'b', 'c');
    start();
    await taken.until(({ length }) => length === 300);
    for (const subject of ['a', 'b', 'c']) {
      const expected = Array.from({ length: 100 }, (_, n) => `${subject}/${n}`);
      expect(begun.entries.filter(inSubject(subject))).toEqual(expected);
    }
    expect(most).toBe(3);
  });

  it('has no more deliveries under way than it may', async () => {
    const gate = Promise.withResolvers<void>();
    const { begun, taken, start, tell } = setUp(() => gate.promise);
    await tell('a', 'b', 'c', 'd');
    start({ concurrency: 2 });
    await begun.until(({ length }) => length === 2);
    await turn();
    expect(begun.entries).toEqual(['a/0', 'b/0']);
    gate.resolve();
    await taken.until(({ length }) => length === 4);
  });

  it('tries again what fails until it is taken, under the same id, and holds only its own subject up', async () => {
    let isHealed = false;
    const { begun, taken, ids, feed, start, tell } = setUp(({ subject }) => {
      if (subject === 'a' && !isHealed) throw new Error('answered 500');
    });
    await tell('a', 'a', 'b', 'b', 'c');
    start();
    await taken.until(({ length }) => length === 3);
    await begun.until((places) => places.filter(inSubject('a')).length > 20);
    expect(new Set(begun.entries.filter(inSubject('a')))).toEqual(new Set(['a/0']));
    isHealed = true;
    await taken.until(({ length }) => length === 5);
    expect(taken.entries.slice(3)).toEqual(['a/0', 'a/1']);
    const told = (await feed.page({ after: 0, limit: 10 })).events.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(told.toSorted());
  });

  it('delivers as far ahead of what fails as the window is wide, and no further until it is taken', async () => {
    let isHealed = false;
    const { begun, taken, start, tell } = setUp(({ subject }) => {
      if (subject === 'a' && !isHealed) throw new Error('answered 500');
    });
    await tell('a', 'b', 'c', 'd', 'e', 'f');
    start({ window: 4 });
    await taken.until(({ length }) => length === 3);
    await begun.until((places) => places.filter(inSubject('a')).length > 20);
    expect(taken.entries).toEqual(['b/0', 'c/0', 'd/0']);
    isHealed = true;
    await taken.until(({ length }) => length === 6);
  });

  it('saves how far all is delivered, never past an event that is not, and begins there again', async () => {
    const gate = Promise.withResolvers<void>();
    const { begun, taken, saved, start, tell } = setUp(({ subject }, signal) =>
      subject === 'slow' ? Promise.race([gate.promise, aborted(signal)]) : undefined,
    );
    await tell('a', 'b', 'slow', 'c', 'a');
    const first = start({ stopGraceMs: 0 });
    await taken.until(({ length }) => length === 4);
    await first.stop();
    expect(saved.entries.at(-1)).toMatchObject({ deliveredUpTo: 2 });

    const before = begun.entries.length;
    const next = start();
    await begun.until(({ length }) => length === before + 3);
    gate.resolve();
    await taken.until(({ length }) => length === 7);
    await next.stop();
    expect(begun.entries.slice(before).toSorted()).toEqual(['a/1', 'c/0', 'slow/0']);
    expect(saved.entries.at(-1)).toMatchObject({ deliveredUpTo: 5 });
  });

  it('saves in batches, and delivers again after a crash only what is above the last one', async () => {
    const { saved, taken, leases, ids, start, tell } = setUp();
    await tell(...Array.from({ length: 250 }, (_, n) => `s-${n % 7}`));
    const losing = new LosingLeases(leases);
    start({ leases: losing, leaseTtlMs: 90 });
    await saved.until((progress) => progress.some(({ deliveredUpTo }) => deliveredUpTo >= 200));
    await taken.until(({ length }) => length === 250);
    losing.isLost = true;
    const cursor = saved.entries.at(-1)?.deliveredUpTo ?? 0;
    expect(saved.entries.length).toBeLessThan(10);
    start();
    await taken.until(({ length }) => length === 250 + 250 - cursor);
    expect(ids.slice(250).toSorted()).toEqual(ids.slice(cursor, 250).toSorted());
  });

  it('posts nothing more and saves nothing once the lease is lost, and cuts off what is under way', async () => {
    const cutOff = new Journal();
    const { begun, start, tell, saved, leases } = setUp(async (event, signal) => {
      if (event.subject === 'a') return;
      await aborted(signal).catch(() => cutOff.note(placeOf(event)));
      throw new Error('cut off');
    });
    await tell('a', 'b', 'b', 'c');
    const losing = new LosingLeases(leases);
    const delivery = start({ leases: losing, leaseTtlMs: 90 });
    await begun.until(({ length }) => length === 3);
    await saved.until(({ length }) => length === 1);
    losing.isLost = true;
    await cutOff.until(({ length }) => length === 2);
    await delivery.stop();
    expect(begun.entries).toEqual(['a/0', 'b/0', 'c/0']);
    expect(saved.entries).toHaveLength(1);
  });

  it('posts nothing more once the store says that somebody else has taken over', async () => {
    const { positions, taken, saved, warnings, start, tell } = setUp();
    const delivery = start({ concurrency: 1, leaseTtlMs: 90 });
    await saved.until(({ length }) => length === 1);
    await positions.claim(SINK, { name: 'sink', owner: 'newer', epoch: 99, until: '' });
    await tell(...Array.from({ length: 300 }, () => 'b'));
    delivery.wake();
    await warnings.until(({ length }) => length > 0);
    const so = taken.entries.length;
    // It asks for the lease again, and is told again that it has lost it.
    await warnings.until(({ length }) => length > 2);
    await delivery.stop();
    expect(so).toBeLessThan(300);
    expect(taken.entries).toHaveLength(so);
    expect(saved.entries).toHaveLength(1);
  });

  it('leaves a receiver alone for as long as it asks, altogether', async () => {
    const times: [string, number][] = [];
    let refusals = 1;
    const { taken, start, tell } = setUp((event) => {
      times.push([placeOf(event), performance.now()]);
      if (refusals === 0) return;
      refusals -= 1;
      throw new PostRefusedError('answered 503', { retryAfterMs: 120 });
    });
    await tell('a', 'b', 'c');
    start({ concurrency: 1 });
    await taken.until(({ length }) => length === 3);
    const [[first, at] = ['', 0], ...later] = times;
    expect(first).toBe('a/0');
    expect(later.map(([place]) => place).toSorted()).toEqual(['a/0', 'b/0', 'c/0']);
    for (const [, when] of later) expect(when - at).toBeGreaterThan(115);
  });

  it('waits for what is under way when it stops, and saves it', async () => {
    const gate = Promise.withResolvers<void>();
    const { begun, taken, saved, start, tell } = setUp(() => gate.promise);
    await tell('a', 'a');
    const delivery = start();
    await begun.until(({ length }) => length === 1);
    const stopped = delivery.stop();
    for (let turns = 0; turns < 5; turns += 1) await turn();
    gate.resolve();
    await stopped;
    expect(taken.entries).toEqual(['a/0']);
    expect(saved.entries.at(-1)).toMatchObject({ deliveredUpTo: 1 });
  });

  it('goes on when the store was away, and delivers nothing twice because of it', async () => {
    const { feed, taken, start, tell } = setUp();
    let failures = 0;
    await tell('a', 'b');
    const page = feed.page.bind(feed);
    const unreliable = {
      head: () => feed.head(),
      sequenceOf: (id: string) => feed.sequenceOf(id),
      lastPage: (query: Parameters<typeof feed.lastPage>[0]) => feed.lastPage(query),
      page: async (query: Parameters<typeof page>[0]) => {
        if (query.after > 0 && failures < 2) {
          failures += 1;
          throw new CodedError('unavailable', 'read-model-unavailable', 'away');
        }
        return await page(query);
      },
    };
    const delivery = start({ feed: unreliable });
    await taken.until(({ length }) => length === 2);
    await tell('a', 'c');
    delivery.wake();
    await taken.until(({ length }) => length === 4);
    expect(failures).toBe(2);
    expect(taken.entries.toSorted()).toEqual(['a/0', 'a/1', 'b/0', 'c/0']);
  });

  it('lets operators see what fails and since when, and no longer once it is delivered', async () => {
    let isHealed = false;
    const gate = Promise.withResolvers<void>();
    const { saved, positions, start, tell } = setUp(async ({ subject, revision }) => {
      if (subject === 'b' && !isHealed) throw new Error('answered 500');
      if (revision === 1) await gate.promise;
    });
    await tell('a', 'b', 'b');
    start();
    await saved.until((progress) => {
      const last = progress.at(-1);
      return last?.deliveredUpTo === 1 && last.failure !== undefined;
    });
    const [state] = await positions.served();
    expect(state).toMatchObject({
      address: SINK.address,
      deliveredUpTo: 1,
      failure: { reason: 'answered 500', subject: 'b', sequence: 2 },
    });
    expect(state?.failure?.attempts).toBeGreaterThan(0);
    isHealed = true;
    await saved.until((progress) => progress.at(-1)?.deliveredUpTo === 2);
    expect((await positions.served())[0]).not.toHaveProperty('failure');
    gate.resolve();
  });

  it('is done by one of several, and taken over by another when that one stops', async () => {
    const { begun, taken, start, tell } = setUp();
    await tell('a');
    const deliveries = [start({ leaseTtlMs: 60 }), start({ leaseTtlMs: 60 })];
    await taken.until(({ length }) => length === 1);
    const working = deliveries.find(({ isWorking }) => isWorking);
    await working?.stop();
    await tell('a', 'b');
    await taken.until(({ length }) => length === 3);
    expect(begun.entries.toSorted()).toEqual(['a/0', 'a/1', 'b/0']);
    expect(deliveries.filter(({ isWorking }) => isWorking)).toHaveLength(1);
  });

  it.each([
    [{ window: 0 }, 'window'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ retry: { baseMs: 5, maxMs: 1 } }, 'retry.maxMs'],
    [{ pollMs: 0 }, 'pollMs'],
    [{ leaseTtlMs: 1 }, 'leaseTtlMs'],
    [{ owner: ' ' }, 'owner'],
    [{ sink: { id: '', address: '' } }, 'sink.id'],
  ])('refuses %o, which cannot work, by name', (wrong, name) => {
    expect(() => setUp().start(wrong)).toThrow(name);
    started.splice(0);
  });
});

/** Rejects when the signal aborts. */
async function aborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

/** Leases that are lost when the test says so, and cannot be taken again. */
class LosingLeases implements Leases {
  readonly #leases: Leases;
  isLost = false;

  constructor(leases: Leases) {
    this.#leases = leases;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    return this.isLost ? undefined : await this.#leases.acquire(name, owner, ttlMs);
  }

  async renew(lease: Lease, ttlMs: number): Promise<Lease | undefined> {
    return this.isLost ? undefined : await this.#leases.renew(lease, ttlMs);
  }

  async release(lease: Lease): Promise<void> {
    await this.#leases.release(lease);
  }
}
