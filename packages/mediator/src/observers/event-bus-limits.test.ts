import { afterEach, describe, expect, it, vi } from 'vitest';
import { EventBus, type EventBusOptions } from './event-bus.ts';
import type { EventObserver, ObserverOptions, PublishResult } from './event-observer.ts';

interface Numbered {
  readonly type: 'numbered.v1';
  readonly n: number;
}

const numbered = (n: number): Numbered => ({ type: 'numbered.v1', n });

/** An observer that stays at its first event until it is let go, and remembers what it got. */
class Stoppable implements EventObserver<Numbered> {
  readonly seen: number[] = [];
  readonly #gate = Promise.withResolvers<void>();

  async onEvent({ n }: Numbered): Promise<void> {
    this.seen.push(n);
    await this.#gate.promise;
  }

  letGo(): void {
    this.#gate.resolve();
  }
}

function withStoppable(limits: ObserverOptions = {}) {
  const bus = new EventBus<Numbered>();
  const stoppable = new Stoppable();
  const unsubscribe = bus.subscribe(stoppable, limits);
  return { bus, stoppable, unsubscribe };
}

function codesOf({ failures }: PublishResult<Numbered>): unknown[] {
  return failures.map(({ error }) => (error as { code?: unknown }).code);
}

afterEach(() => void vi.useRealTimers());

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('An observer that takes longer than its timeout', () => {
  it('is reported, with the event, and holds neither the publish nor the others', async () => {
    const { bus, stoppable } = withStoppable({ timeoutMs: 5, name: 'stuck one' });
    const quick: number[] = [];
    bus.subscribe({ onEvent: async ({ n }) => void quick.push(n) });
    const event = numbered(1);
    const { ok, failures } = await bus.publish(event);
    expect(ok).toBe(false);
    expect(failures).toEqual([
      { observer: 'stuck one', event, error: expect.objectContaining({ code: 'observer-timeout' }) },
    ]);
    expect(String(failures[0]?.error)).toContain(
      'Observer stuck one is not done with event numbered.v1 after 5 ms',
    );
    expect(quick).toEqual([1]);
    stoppable.letGo();
  });

  it('gets what came meanwhile in order, once it is done, and nothing before', async () => {
    const { bus, stoppable } = withStoppable({ timeoutMs: 5 });
    expect(codesOf(await bus.publish(numbered(1)))).toEqual(['observer-timeout']);
    expect(bus.load).toMatchObject([{ isRunning: true, isStuck: true }]);
    expect(codesOf(await bus.publish(numbered(2)))).toEqual(['observer-stuck']);
    expect(codesOf(await bus.publish(numbered(3)))).toEqual(['observer-stuck']);
    expect(stoppable.seen).toEqual([1]);
    stoppable.letGo();
    await bus.drain();
    expect(stoppable.seen).toEqual([1, 2, 3]);
    expect(bus.load).toMatchObject([{ isRunning: false, isStuck: false }]);
    expect(codesOf(await bus.publish(numbered(4)))).toEqual([]);
  });

  it('keeps nobody waiting for room, however late they came', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { bus, stoppable } = withStoppable({ timeoutMs: 100, queueLimit: 1 });
    const first = bus.publish(numbered(0));
    await nextTurn();
    const second = bus.publish(numbered(1));
    vi.advanceTimersByTime(99);
    const late = bus.publish(numbered(2));
    expect(bus.load).toMatchObject([{ overflowing: 1 }]);
    vi.advanceTimersByTime(1);
    expect((await Promise.all([first, second, late])).flatMap(codesOf)).toEqual([
      'observer-timeout',
      'observer-stuck',
      'observer-queue-full',
    ]);
    stoppable.letGo();
  });

  it('answers those who waited behind it at once, instead of letting each wait its own timeout', async () => {
    const { bus, stoppable } = withStoppable({ timeoutMs: 5, queueLimit: 2 });
    const results = await Promise.all(upTo(5).map((n) => bus.publish(numbered(n))));
    expect(results.flatMap(codesOf)).toEqual([
      'observer-timeout',
      'observer-stuck',
      'observer-stuck',
      'observer-queue-full',
      'observer-queue-full',
    ]);
    stoppable.letGo();
    await bus.drain();
    expect(stoppable.seen).toEqual([0, 1, 2]);
  });

  it('writes it when it fails after all, though nobody waits for it any longer', async () => {
    const errors: string[] = [];
    const failed = Promise.withResolvers<void>();
    const log = { debug: () => {}, error: (_: object, message: string) => void errors.push(message) };
    const bus = new EventBus<Numbered>({ log, timeoutMs: 5 });
    bus.subscribe({ onEvent: () => failed.promise }, { name: 'late' });
    await bus.publish(numbered(1));
    failed.reject(new Error('too late'));
    await bus.drain();
    expect(errors).toEqual([
      'Error applying event: Observer late is not done with event numbered.v1 after 5 ms',
      'Error applying event: too late',
    ]);
  });

  it('gives its turn to others where only so many may work at a time', async () => {
    const bus = new EventBus<Numbered>({ dispatch: 'sequential' });
    const stoppable = new Stoppable();
    bus.subscribe(stoppable, { timeoutMs: 5 });
    const seen: number[] = [];
    bus.subscribe({ onEvent: async ({ n }) => void seen.push(n) });
    await bus.publish(numbered(1));
    expect(seen).toEqual([1]);
    stoppable.letGo();
    await bus.drain();
  });

  it('is waited for by a drain only while it is subscribed', async () => {
    const { bus, stoppable, unsubscribe } = withStoppable({ timeoutMs: 5 });
    await bus.publish(numbered(1));
    let isDrained = false;
    const drained = bus.drain().then(() => {
      isDrained = true;
    });
    await nextTurn();
    expect(isDrained).toBe(false);
    unsubscribe();
    await drained;
    stoppable.letGo();
  });
});

describe('A full queue', () => {
  it('makes a publish wait for room, and lets it through when there is some', async () => {
    const { bus, stoppable } = withStoppable({ queueLimit: 1 });
    const published = upTo(4).map((n) => bus.publish(numbered(n)));
    await nextTurn();
    expect(bus.load).toMatchObject([{ queued: 1, overflowing: 2, isRunning: true }]);
    stoppable.letGo();
    expect((await Promise.all(published)).every(({ ok }) => ok)).toBe(true);
    expect(stoppable.seen).toEqual([0, 1, 2, 3]);
  });

  it('holds a publish for no longer than the timeout of the observer, and does not deliver it then', async () => {
    const bus = new EventBus<Numbered>({ maxConcurrency: 1 });
    const other = new Stoppable();
    bus.subscribe(other);
    const waiting = new Stoppable();
    waiting.letGo();
    // It is not stuck itself: it only waits for its turn behind the other observer.
    bus.subscribe(waiting, { queueLimit: 1, timeoutMs: 5 });
    const first = bus.publish(numbered(1));
    await nextTurn();
    const second = bus.publish(numbered(2));
    await new Promise<void>((resolve) => {
      const look = () => (bus.load[1]?.overflowing === 0 ? resolve() : setImmediate(look));
      look();
    });
    other.letGo();
    expect(codesOf(await second)).toEqual(['observer-queue-full']);
    expect(await first).toMatchObject({ ok: true });
    expect(other.seen).toEqual([1, 2]);
    expect(waiting.seen).toEqual([1]);
  });

  it('fails a publish that does not wait, at once and with a reason', async () => {
    const { bus, stoppable } = withStoppable({ queueLimit: 1, name: 'small' });
    await bus.publish(numbered(1), { wait: false });
    await nextTurn();
    expect(await bus.publish(numbered(2), { wait: false })).toEqual({ ok: true, failures: [] });
    const { ok, failures } = await bus.publish(numbered(3), { wait: false });
    expect(ok).toBe(false);
    expect(String(failures[0]?.error)).toContain(
      'Observer small does not get event numbered.v1: its queue of 1 is full',
    );
    expect(failures).toMatchObject([{ observer: 'small', error: { code: 'observer-queue-full' } }]);
    stoppable.letGo();
    await bus.drain();
    expect(stoppable.seen).toEqual([1, 2]);
  });

  it('lets only so many publishes wait for room', async () => {
    const { bus, stoppable } = withStoppable({ queueLimit: 1, overflowLimit: 1 });
    await bus.publish(numbered(0), { wait: false });
    await nextTurn();
    const [queued, waiting, refused] = [1, 2, 3].map((n) => bus.publish(numbered(n)));
    expect(codesOf(await (refused as Promise<PublishResult<Numbered>>))).toEqual(['observer-queue-full']);
    stoppable.letGo();
    expect(await queued).toMatchObject({ ok: true });
    expect(await waiting).toMatchObject({ ok: true });
  });
});

describe('Ten thousand events for ten observers, one of them stuck', () => {
  const EVENTS = 10_000;
  const QUEUE_LIMIT = 100;
  const OVERFLOW_LIMIT = 200;

  function tenObservers(options: EventBusOptions = {}) {
    const bus = new EventBus<Numbered>({
      queueLimit: QUEUE_LIMIT,
      overflowLimit: OVERFLOW_LIMIT,
      ...options,
    });
    const stoppable = new Stoppable();
    bus.subscribe(stoppable, { name: 'stuck', timeoutMs: 5 });
    const healthy = upTo(9).map(() => {
      const seen: number[] = [];
      bus.subscribe({ onEvent: async ({ n }) => void seen.push(n) });
      return seen;
    });
    const most = { queued: 0, overflowing: 0 };
    const look = () => {
      for (const { queued, overflowing } of bus.load) {
        most.queued = Math.max(most.queued, queued);
        most.overflowing = Math.max(most.overflowing, overflowing);
      }
    };
    return { bus, stoppable, healthy, most, look };
  }

  it('reach the nine others in order, and the stuck one holds no more than its queue', async () => {
    const { bus, stoppable, healthy, most, look } = tenObservers();
    const codes = new Map<unknown, number>();
    for (const n of upTo(EVENTS)) {
      const [code] = codesOf(await bus.publish(numbered(n)));
      codes.set(code, (codes.get(code) ?? 0) + 1);
      look();
    }
    expect(healthy).toEqual(Array(9).fill(upTo(EVENTS)));
    expect(most).toEqual({ queued: QUEUE_LIMIT, overflowing: 0 });
    expect(Object.fromEntries(codes)).toEqual({
      'observer-timeout': 1,
      'observer-stuck': QUEUE_LIMIT,
      'observer-queue-full': EVENTS - QUEUE_LIMIT - 1,
    });
    stoppable.letGo();
    await bus.drain();
    expect(stoppable.seen).toEqual(upTo(QUEUE_LIMIT + 1));
  });

  it('stay bounded when all are published at once, and each event is either delivered or reported', async () => {
    const { bus, stoppable, healthy, most, look } = tenObservers();
    const results = upTo(EVENTS).map((n) => {
      const result = bus.publish(numbered(n));
      look();
      return result;
    });
    const failures = (await Promise.all(results)).flatMap((result) => result.failures);
    expect(most).toEqual({ queued: QUEUE_LIMIT, overflowing: OVERFLOW_LIMIT });
    const held = QUEUE_LIMIT + OVERFLOW_LIMIT;
    expect(healthy).toEqual(Array(9).fill(upTo(held)));
    const lost = failures.filter(({ error }) => (error as { code?: unknown }).code === 'observer-queue-full');
    expect(lost.filter(({ observer }) => observer !== 'stuck')).toHaveLength(9 * (EVENTS - held));
    stoppable.letGo();
    await bus.drain();
    expect(lost.filter(({ observer }) => observer === 'stuck')).toHaveLength(EVENTS - stoppable.seen.length);
  });
});

describe('Options that cannot be meant', () => {
  it.each<[string, EventBusOptions, string]>([
    ['a negative timeout', { timeoutMs: -1 }, 'Give timeoutMs a whole number from 1 to 2147483647, not -1'],
    ['an endless timeout', { timeoutMs: Number.POSITIVE_INFINITY }, 'Give timeoutMs a whole number from 1'],
    ['a queue without a place', { queueLimit: 0 }, 'Give queueLimit a whole number of at least 1, not 0'],
    ['a negative overflow', { overflowLimit: -1 }, 'Give overflowLimit a whole number of at least 0, not -1'],
    ['half a worker', { maxConcurrency: 0.5 }, 'Give maxConcurrency a whole number of at least 1, not 0.5'],
    ['two kinds of dispatch', { dispatch: 'sequential', maxConcurrency: 4 }, 'Leave maxConcurrency out'],
    ['an unknown dispatch', { dispatch: 'parallel' as never }, "Give dispatch 'concurrent' or 'sequential'"],
  ])('are refused when the bus is made: %s', (_, options, sentence) => {
    const make = () => new EventBus(options);
    expect(make).toThrow(sentence);
    expect(make).toThrow(expect.objectContaining({ kind: 'defect', code: 'invalid-event-bus-options' }));
  });

  it('are refused when an observer subscribes', () => {
    const bus = new EventBus();
    const observer = { onEvent: async () => {} };
    expect(() => bus.subscribe(observer, { queueLimit: 0 })).toThrow('Give queueLimit a whole number');
    expect(() => bus.subscribe({} as never)).toThrow(
      'Subscribe an observer: an object with a method onEvent',
    );
    expect(bus.load).toEqual([]);
  });
});
