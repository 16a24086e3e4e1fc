import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answeredInTime, eachInTime } from './answered-in-time.ts';

const DEADLINE_MS = 1_000;
const UNAVAILABLE = { kind: 'unavailable', code: 'event-store-unavailable' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** Items that come so long after they are asked for, without end. */
async function* comingEvery(ms: number): AsyncGenerator<number> {
  for (let item = 1; ; item += 1) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield item;
  }
}

describe('answeredInTime', () => {
  it('passes on what the call answers, or what it fails with', async () => {
    expect(await answeredInTime(Promise.resolve(1), DEADLINE_MS)).toBe(1);
    await expect(answeredInTime(Promise.reject(new Error('no')), DEADLINE_MS)).rejects.toThrow('no');
  });

  it('gives up when no answer comes, not before the deadline and not long after it', async () => {
    const outcome = vi.fn();
    const call = answeredInTime(new Promise(() => undefined), DEADLINE_MS).catch(outcome);
    await vi.advanceTimersByTimeAsync(DEADLINE_MS);
    expect(outcome).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(DEADLINE_MS / 2);
    await call;
    expect(outcome).toHaveBeenCalledWith(expect.objectContaining(UNAVAILABLE));
  });
});

describe('eachInTime', () => {
  it('lets a read last as long as its items come in time', async () => {
    const reading = (async () => {
      for await (const item of eachInTime(comingEvery(DEADLINE_MS * 0.9), DEADLINE_MS)) {
        if (item === 20) return item;
      }
      return 0;
    })();
    await vi.advanceTimersByTimeAsync(20 * DEADLINE_MS);
    expect(await reading).toBe(20);
    await vi.advanceTimersByTimeAsync(DEADLINE_MS);
  });

  it('gives up when the next item does not come', async () => {
    const items: number[] = [];
    const outcome = vi.fn();
    const stuck = (async function* () {
      yield 1;
      await new Promise(() => undefined);
    })();
    const reading = (async () => {
      for await (const item of eachInTime(stuck, DEADLINE_MS)) items.push(item);
    })().catch(outcome);
    await vi.advanceTimersByTimeAsync(DEADLINE_MS * 1.5);
    await reading;
    expect(items).toEqual([1]);
    expect(outcome).toHaveBeenCalledWith(expect.objectContaining(UNAVAILABLE));
  });

  it('does not count the time that its reader takes', async () => {
    const reading = (async () => {
      for await (const item of eachInTime(comingEvery(1), DEADLINE_MS)) {
        await new Promise((resolve) => setTimeout(resolve, 5 * DEADLINE_MS));
        if (item === 3) return item;
      }
      return 0;
    })();
    await vi.advanceTimersByTimeAsync(20 * DEADLINE_MS);
    expect(await reading).toBe(3);
  });

  it('tells the source when its reader has enough', async () => {
    const ended = vi.fn();
    const items = (async function* () {
      try {
        for (;;) yield 1;
      } finally {
        ended();
      }
    })();
    for await (const _ of eachInTime(items, DEADLINE_MS)) break;
    expect(ended).toHaveBeenCalled();
  });
});
