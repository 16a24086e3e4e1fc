import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answeredInTime } from './answered-in-time.ts';
import { classify } from './classify.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('answeredInTime', () => {
  it('answers what the call answers, or throws what it throws, and leaves no timer behind', async () => {
    const error = new Error('no');
    expect(await answeredInTime(Promise.resolve(1))).toBe(1);
    await expect(answeredInTime(Promise.reject(error))).rejects.toBe(error);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes a call that is never answered for a store that is away', async () => {
    const asked = answeredInTime(new Promise(() => undefined)).catch(classify);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await asked).toMatchObject({ kind: 'unavailable', code: 'read-model-unavailable' });
  });
});
