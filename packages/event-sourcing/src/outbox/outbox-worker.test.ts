import { CodedError } from '@tools-provider/mediator';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lease, Leases } from '../lease/leases.ts';
import { InMemoryLeases } from '../testing/in-memory-leases.ts';
import { InMemoryStateStore } from '../testing/in-memory-state-store.ts';
import { Journal } from '../testing/journal.ts';
import { noteWrite } from '../testing/stored-note.ts';
import { type OutboxPolicy, OutboxService } from './outbox-service.ts';
import type { OutboxStore } from './outbox-store.ts';
import { OutboxWorker, type OutboxWorkerOptions } from './outbox-worker.ts';

const NEVER_MS = 3_600_000;
const started: OutboxWorker[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
});

/** A place in a subject, as `a/0`. */
const placeOf = ({ stream, revision }: { stream: string; revision: number }) =>
  `${stream.slice('tools_provider-note-'.length)}/${revision}`;

interface Settings extends Partial<OutboxWorkerOptions> {
  readonly policy?: Partial<OutboxPolicy>;
  readonly store?: (outbox: OutboxStore) => OutboxStore;
}

/** An outbox, and workers on it that note what they publish, mark and warn of. They look only when they are told or have to. */
function setUp({ policy, store = (outbox) => outbox, ...settings }: Settings = {}) {
  const stateStore = new InMemoryStateStore();
  const outbox = new OutboxService(store(stateStore.outbox), { baseMs: 1, maxMs: 2, ...policy });
  const leases = new InMemoryLeases();
  const [published, marked, warnings] = [new Journal(), new Journal(), new Journal()];
  const ids: string[] = [];
  const publish = settings.publish ?? (async () => undefined);
  const start = (change: Partial<OutboxWorkerOptions> = {}) => {
    const worker = new OutboxWorker({
      outbox,
      leases,
      owner: crypto.randomUUID(),
      pollMs: NEVER_MS,
      log: { info: () => undefined, warn: (_, message) => warnings.note(message) },
      observer: {
        reached: (point, { subject, revision }) => {
          if (point === 'after-mark') marked.note(placeOf({ stream: subject, revision }));
        },
      },
      ...settings,
      publish: async (event) => {
        await publish(event);
        ids.push(event.id);
        published.note(placeOf(event));
      },
      ...change,
    });
    started.push(worker);
    worker.start();
    return worker;
  };
  const put = async (note: string, from: number, to = from) => {
    for (let revision = from; revision <= to; revision += 1) {
      await stateStore.save([noteWrite(note, revision, { title: 'A note' })]);
    }
  };
  return { stateStore, outbox, leases, published, marked, warnings, ids, start, put };
}

const inSubject = (note: string) => (place: string) => place.startsWith(`${note}/`);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('an outbox worker', () => {
  it('publishes the messages of a subject in the order of their revision, each when the one before is marked', async () => {
    const trace = new Journal();
    const someTurns = async () => {
      for (let turns = Math.floor(Math.random() * 4); turns > 0; turns -= 1) await turn();
    };
    const places = new Map<string, string>();
    const { start, put } = setUp({
      publish: async (event) => {
        await someTurns();
        places.set(event.id, placeOf(event));
        trace.note(`${placeOf(event)} published`);
      },
      store: (outbox) => ({
        ...boundTo(outbox),
        markDelivered: async (ids, deliveredAt) => {
          await someTurns();
          await outbox.markDelivered(ids, deliveredAt);
          for (const id of ids) trace.note(`${places.get(id)} marked`);
        },
      }),
    });
    const notes = ['a', 'b', 'c'];
    for (const note of notes) await put(note, 0, 149);
    start();
    await trace.until(({ length }) => length === 900);
    for (const note of notes) {
      const expected = Array.from({ length: 150 }, (_, n) => [
        `${note}/${n} published`,
        `${note}/${n} marked`,
      ]);
      expect(trace.entries.filter(inSubject(note))).toEqual(expected.flat());
    }
  });

  it('publishes as many subjects side by side as it may, and no subject waits for a slow one', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = new Journal();
    const { marked, start, put } = setUp({
      concurrency: 2,
      publish: async (event) => {
        begun.note(placeOf(event));
        if (placeOf(event) === 'slow/0') await gate.promise;
      },
    });
    await put('slow', 0, 1);
    for (const note of ['b', 'c', 'd']) await put(note, 0, 1);
    start();
    await marked.until(({ length }) => length === 6);
    expect(begun.entries.filter(inSubject('slow'))).toEqual(['slow/0']);
    gate.resolve();
    await marked.until((places) => places.includes('slow/1'));
  });

  it('has no more subjects under way than it may', async () => {
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    let underWay = 0;
    let most = 0;
    const begun = new Journal();
    const { marked, start, put } = setUp({
      concurrency: 2,
      publish: async (event) => {
        underWay += 1;
        most = Math.max(most, underWay);
        const gate = gates[begun.entries.length];
        begun.note(placeOf(event));
        await gate?.promise;
        underWay -= 1;
      },
    });
    for (const note of ['a', 'b', 'c', 'd', 'e']) await put(note, 0);
    start();
    for (const [n, gate] of gates.entries()) {
      await begun.until(({ length }) => length >= Math.min(5, n + 2));
      gate.resolve();
    }
    await marked.until(({ length }) => length === 5);
    expect(most).toBe(2);
  });

  it('looks at once when it is woken, and by itself every now and then', async () => {
    const { marked, start, put } = setUp();
    const worker = start();
    await put('a', 0);
    worker.wake();
    await marked.until((places) => places.includes('a/0'));
    await worker.stop();

    start({ pollMs: 1 });
    await put('a', 1);
    await marked.until((places) => places.includes('a/1'));
  });

  it('tries again what fails, when its wait is over, and sets it aside with the reason after so many attempts', async () => {
    const earlyByMs: number[] = [];
    const { outbox, published, warnings, start, put } = setUp({
      policy: { maxAttempts: 3, baseMs: 40, maxMs: 40 },
      publish: async (event) => {
        if (placeOf(event) !== 'a/1') return;
        const [message] = await outbox.undelivered('tools_provider-note-a', 1);
        if (message?.attempts !== 0) earlyByMs.push(Date.parse(message?.nextAttemptAt ?? '') - Date.now());
        throw new Error('no one takes it');
      },
    });
    await put('a', 0, 2);
    start();
    await warnings.until(({ length }) => length === 3);
    // The wait is at least half of 40 ms; a try without it would be early by most of that.
    expect(earlyByMs).toHaveLength(2);
    for (const ms of earlyByMs) expect(ms).toBeLessThanOrEqual(0);
    expect(published.entries).toEqual(['a/0']);
    expect(await outbox.setAside(10)).toMatchObject([
      { revision: 1, attempts: 3, lastError: 'no one takes it' },
    ]);
    expect(await outbox.counts()).toEqual({ pending: 1, delivered: 1, setAside: 1 });
  });

  it('tries nothing again before its wait is over, however often it is woken', async () => {
    const { outbox, marked, warnings, start, put } = setUp({
      policy: { baseMs: NEVER_MS, maxMs: NEVER_MS },
      publish: async (event) => {
        if (placeOf(event) === 'a/0') throw new Error('no');
      },
    });
    await put('a', 0, 1);
    const worker = start();
    await warnings.until(({ length }) => length === 1);
    for (let n = 0; n < 3; n += 1) {
      await put('b', n);
      worker.wake();
      await marked.until((places) => places.includes(`b/${n}`));
    }
    expect(await outbox.undelivered('tools_provider-note-a', 1)).toMatchObject([{ attempts: 1 }]);
  });

  it.each([
    ['is set aside', { maxAttempts: 1 }, 'set-aside'],
    ['waits for its next attempt', { baseMs: NEVER_MS, maxMs: NEVER_MS }, 'pending'],
  ])('stops before a message that %s, also on its way through the subject', async (_, policy, status) => {
    const tried: string[] = [];
    const { outbox, marked, warnings, start, put } = setUp({
      policy,
      publish: async (event) => {
        tried.push(placeOf(event));
        if (placeOf(event) === 'a/1') throw new Error('no');
      },
    });
    await put('a', 0, 2);
    const [first] = await outbox.undelivered('tools_provider-note-a', 1);
    const worker = start();
    await warnings.until(({ length }) => length === 1);
    await outbox.replay(first?.id ?? '');
    worker.wake();
    await marked.until(({ length }) => length === 2);
    await worker.stop();
    expect(tried).toEqual(['a/0', 'a/1', 'a/0']);
    expect(await outbox.undelivered('tools_provider-note-a', 1)).toMatchObject([{ attempts: 1, status }]);
  });

  it('goes on with other subjects while one waits for what is set aside, and with that one when it is replayed', async () => {
    let isBroken = true;
    const { outbox, published, marked, warnings, start, put } = setUp({
      policy: { maxAttempts: 1 },
      publish: async (event) => {
        if (isBroken && placeOf(event) === 'a/0') throw new Error('no');
      },
    });
    await put('a', 0, 1);
    const worker = start();
    await warnings.until(({ length }) => length === 1);
    await put('a', 2);
    await put('b', 0, 2);
    worker.wake();
    await marked.until((places) => places.includes('b/2'));
    expect(published.entries).toEqual(['b/0', 'b/1', 'b/2']);

    isBroken = false;
    expect(await outbox.replaySetAside()).toBe(1);
    worker.wake();
    await marked.until((places) => places.includes('a/2'));
    expect(published.entries.filter(inSubject('a'))).toEqual(['a/0', 'a/1', 'a/2']);
  });

  it('counts no attempt while nobody can be told anything, and goes on when somebody can', async () => {
    let calls = 0;
    const { outbox, published, marked, start, put } = setUp({
      policy: { maxAttempts: 1 },
      publish: async () => {
        calls += 1;
        if (calls <= 3) throw new CodedError('unavailable', 'feed-unavailable', 'no answer');
      },
    });
    await put('a', 0, 1);
    start();
    await marked.until((places) => places.includes('a/1'));
    expect(published.entries).toEqual(['a/0', 'a/1']);
    expect(await outbox.counts()).toEqual({ pending: 0, delivered: 2, setAside: 0 });
  });

  it('publishes again under the same id what it could not mark', async () => {
    let failures = 0;
    const { published, marked, ids, start, put } = setUp({
      store: (outbox) => ({
        ...boundTo(outbox),
        markDelivered: async (messageIds, deliveredAt) => {
          if (failures++ === 0) throw new CodedError('unavailable', 'outbox-unavailable', 'no answer');
          await outbox.markDelivered(messageIds, deliveredAt);
        },
      }),
    });
    await put('a', 0, 1);
    start();
    await marked.until((places) => places.includes('a/1'));
    expect(published.entries).toEqual(['a/0', 'a/0', 'a/1']);
    expect(ids[0]).toBe(ids[1]);
  });

  it('publishes again, in order and with the same ids, what is to be replayed of what was delivered', async () => {
    const { stateStore, outbox, published, marked, ids, start, put } = setUp();
    await put('a', 0, 3);
    const worker = start();
    await marked.until((places) => places.includes('a/3'));
    const since = new Date(Date.now() - 60_000);
    for (const [n, laterMs] of [-1, 0, 1].entries()) {
      const deliveredAt = new Date(since.getTime() + laterMs).toISOString();
      await stateStore.outbox.markDelivered([ids[n] ?? ''], deliveredAt);
    }
    // What was delivered before the moment stays as it is, what was at the moment does not.
    expect(await outbox.replayDeliveredSince(since)).toBe(3);
    worker.wake();
    await marked.until(({ length }) => length === 7);
    await worker.stop();
    expect(published.entries).toEqual(['a/0', 'a/1', 'a/2', 'a/3', 'a/1', 'a/2', 'a/3']);
    expect(ids.slice(4)).toEqual(ids.slice(1, 4));
  });

  it('removes what was delivered long ago', async () => {
    const { stateStore, outbox, marked, start, put } = setUp({ keepDeliveredMs: 60_000 });
    await put('a', 0, 1);
    const [old, recent] = await stateStore.outbox.undelivered('tools_provider-note-a', 2);
    await stateStore.outbox.markDelivered([old?.id ?? ''], new Date(Date.now() - 61_000).toISOString());
    await stateStore.outbox.markDelivered([recent?.id ?? ''], new Date(Date.now() - 59_000).toISOString());
    await put('a', 2);
    start();
    await marked.until((places) => places.includes('a/2'));
    expect(await outbox.counts()).toEqual({ pending: 0, delivered: 2, setAside: 0 });
  });
});

describe('an outbox worker that is to keep what was delivered', () => {
  it.each([Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
    'for %d milliseconds, so for ever, publishes, and removes nothing',
    async (keepDeliveredMs) => {
      const { stateStore, outbox, marked, start, put } = setUp({ keepDeliveredMs });
      await put('a', 0, 1);
      const [old] = await stateStore.outbox.undelivered('tools_provider-note-a', 1);
      await stateStore.outbox.markDelivered([old?.id ?? ''], new Date(1).toISOString());
      start();
      await marked.until((places) => places.includes('a/1'));
      expect(await outbox.counts()).toEqual({ pending: 0, delivered: 2, setAside: 0 });
    },
  );
});

describe('of several outbox workers', () => {
  it('one works, and another takes over when it stops', async () => {
    const { leases, marked, start, put } = setUp({ pollMs: 1, leaseTtlMs: 30 });
    const workers = [start(), start(), start()];
    await put('a', 0, 20);
    await marked.until((places) => places.includes('a/20'));
    const working = workers.filter(({ isWorking }) => isWorking);
    expect(working).toHaveLength(1);
    expect(working[0]?.publishedMessages).toBe(21);

    await working[0]?.stop();
    await put('a', 21);
    await marked.until((places) => places.includes('a/21'));
    expect(marked.entries).toEqual(Array.from({ length: 22 }, (_, n) => `a/${n}`));
    expect(working[0]?.publishedMessages).toBe(21);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await leases.acquire('outbox', 'anybody', 1_000)).toBeDefined();
  });

  it('one begins when the lease of another that died has run out', async () => {
    const { leases, marked, start, put } = setUp({ leaseTtlMs: 30 });
    await leases.acquire('outbox', 'dead', 60);
    await put('a', 0);
    start();
    await marked.until((places) => places.includes('a/0'));
    expect(await leases.acquire('outbox', 'dead', 60)).toBeUndefined();
  });

  it('one that has lost its lease ends what it is publishing and publishes nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { leases, marked, warnings, start, put } = setUp({
      leaseTtlMs: 30,
      publish: async () => {
        begun.resolve();
        await gate.promise;
      },
    });
    await put('a', 0, 1);
    let isLost = false;
    const losing: Leases = {
      acquire: (name, owner, ttlMs) => leases.acquire(name, owner, ttlMs),
      release: (lease) => leases.release(lease),
      renew: async (lease, ttlMs) => (isLost ? undefined : await leases.renew(lease, ttlMs)),
    };
    const worker = start({ leases: losing });
    await begun.promise;
    isLost = true;
    await warnings.until((messages) => messages.includes('A lease is lost'));
    const other = await takeWhenFree(leases, 'other');
    gate.resolve();
    await marked.until((places) => places.includes('a/0'));
    worker.wake();
    await worker.stop();
    expect(marked.entries).toEqual(['a/0']);
    expect(await leases.renew(other, 1_000)).toBeDefined();
  });

  it('one whose lease cannot be renewed in time has lost it', async () => {
    const { leases, warnings, start } = setUp({ leaseTtlMs: 30 });
    const away = new CodedError('unavailable', 'leases-unavailable', 'no answer');
    const worker = start({
      leases: {
        acquire: (name, owner, ttlMs) => leases.acquire(name, owner, ttlMs),
        release: (lease) => leases.release(lease),
        renew: () => Promise.reject(away),
      },
    });
    await warnings.until((messages) => messages.includes('A lease is lost'));
    await worker.stop();
  });

  it('one that is stopped ends what it is publishing, marks it, and publishes nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { outbox, marked, start, put } = setUp({
      publish: async () => {
        begun.resolve();
        await gate.promise;
      },
    });
    await put('a', 0, 2);
    const worker = start();
    await begun.promise;
    const stopped = worker.stop();
    gate.resolve();
    await stopped;
    expect(marked.entries).toEqual(['a/0']);
    expect(await outbox.counts()).toEqual({ pending: 2, delivered: 1, setAside: 0 });
  });
});

describe('an outbox worker that cannot work', () => {
  it.each<[object, string]>([
    [{ concurrency: 0 }, 'concurrency is 0: give a whole number from 1 to 10000'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ concurrency: Number.POSITIVE_INFINITY }, 'concurrency'],
    [{ concurrency: 10_001 }, 'concurrency'],
    [{ pollMs: 0 }, 'pollMs is 0: give a whole number of milliseconds from 1 to 2147483647'],
    [{ pollMs: -1 }, 'pollMs'],
    [{ pollMs: Number.NaN }, 'pollMs'],
    [{ pollMs: Number.POSITIVE_INFINITY }, 'pollMs'],
    [{ pollMs: 2 ** 31 }, 'pollMs'],
    [{ keepDeliveredMs: -1 }, 'keepDeliveredMs is -1: give milliseconds from 0, or Infinity to keep all'],
    [{ keepDeliveredMs: Number.NaN }, 'keepDeliveredMs'],
    [{ keepDeliveredMs: '7 days' }, 'keepDeliveredMs'],
    [{ leaseTtlMs: 0 }, 'leaseTtlMs is 0: give a whole number of milliseconds from 30 to 2147483647'],
    [{ leaseTtlMs: 29 }, 'leaseTtlMs'],
    [{ leaseTtlMs: Number.NaN }, 'leaseTtlMs'],
    [{ leaseTtlMs: Number.POSITIVE_INFINITY }, 'leaseTtlMs'],
    [{ leaseTtlMs: 3e9 }, 'leaseTtlMs'],
    [{ owner: ' ' }, 'owner'],
    [{ owner: undefined }, 'owner is undefined: give an id that no other process has'],
    [{ publish: undefined }, 'publish is undefined: give a function'],
    [{ outbox: undefined }, 'outbox'],
    [{ outbox: {} }, 'outbox.undelivered'],
    [{ leases: undefined }, 'leases'],
    [{ log: undefined }, 'log'],
  ])('is refused when it is made, as with %o', (options, name) => {
    const { start } = setUp();
    expect(() => start(options as Partial<OutboxWorkerOptions>)).toThrow(
      expect.objectContaining({
        code: 'event-sourcing-configuration',
        message: expect.stringContaining(name),
      }),
    );
  });
});

/** The store's methods, to be replaced one by one. */
function boundTo(store: OutboxStore): OutboxStore {
  return {
    waitingSubjects: (limit) => store.waitingSubjects(limit),
    undelivered: (subject, limit) => store.undelivered(subject, limit),
    setAside: (limit) => store.setAside(limit),
    markDelivered: (ids, deliveredAt) => store.markDelivered(ids, deliveredAt),
    markFailed: (failure) => store.markFailed(failure),
    replay: (which) => store.replay(which),
    counts: () => store.counts(),
    countUndelivered: () => store.countUndelivered(),
    prune: (deliveredBefore) => store.prune(deliveredBefore),
  };
}

async function takeWhenFree(leases: Leases, owner: string): Promise<Lease> {
  for (;;) {
    const lease = await leases.acquire('outbox', owner, NEVER_MS);
    if (lease !== undefined) return lease;
    await turn();
  }
}
