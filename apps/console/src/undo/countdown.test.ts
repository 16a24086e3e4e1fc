import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown } from './countdown.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('ends when its time has run', () => {
  const onEnd = vi.fn();
  new Countdown(8_000, onEnd).run();
  vi.advanceTimersByTime(7_999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledOnce();
});

test('stands still while it is held, and then goes on with what was left', () => {
  const onEnd = vi.fn();
  const countdown = new Countdown(8_000, onEnd);
  countdown.run();
  vi.advanceTimersByTime(5_000);
  countdown.hold();
  vi.advanceTimersByTime(60_000);
  countdown.run();
  countdown.run();
  vi.advanceTimersByTime(2_999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledOnce();
});
