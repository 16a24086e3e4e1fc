import type { CloudEvent } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { emptyWindow, extend, extendBelow, gapsOf, lookedUpTo, WINDOW_SIZE } from './feed-window.ts';

const event = (sequence: number) =>
  ({ id: `event ${sequence}`, sequence: String(sequence).padStart(20, '0') }) as CloudEvent;
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => event(from + at));
const sequences = (window: typeof emptyWindow) => window.events.map(({ sequence }) => Number(sequence));

test('shows the newest first', () => {
  expect(sequences(extend(extend(emptyWindow, range(1, 3)), range(4, 5)))).toEqual([5, 4, 3, 2, 1]);
});

test('leaves out what is sent again after a reconnect, and stays the same object then', () => {
  const window = extend(extend(emptyWindow, range(1, 3)), range(2, 4));
  expect(sequences(window)).toEqual([4, 3, 2, 1]);
  expect(extend(window, range(1, 4))).toBe(window);
});

test('keeps no more than its size, and remembers that there is more', () => {
  const whole = extendBelow(emptyWindow, range(1, 3), 10);
  expect(whole.isWhole).toBe(true);
  const window = extend(whole, range(4, WINDOW_SIZE + 20));
  expect(window.events).toHaveLength(whole.size);
  expect(window).toMatchObject({ isWhole: false, letGo: 0 });
});

test('takes older events below, and grows by them', () => {
  const newest = extend(emptyWindow, range(WINDOW_SIZE + 1, 2 * WINDOW_SIZE));
  const window = extendBelow(newest, range(WINDOW_SIZE - 99, WINDOW_SIZE), 100);
  expect(window.events).toHaveLength(WINDOW_SIZE + 100);
  expect(window).toMatchObject({ isWhole: false, size: WINDOW_SIZE + 100 });
  expect(gapsOf(window.events)).toEqual([]);
});

test('finds the numbers that are missing, and forgets them when they come after all', () => {
  const window = extend(extend(emptyWindow, range(1, 2)), range(5, 6));
  expect(gapsOf(window.events)).toEqual([{ from: 3, to: 4, afterEventId: 'event 2' }]);
  expect(gapsOf(extend(window, range(3, 4)).events)).toEqual([]);
});

test('still counts the numbers that were missing among what was let go', () => {
  const window = extend(extend(emptyWindow, range(1, 2)), range(5, WINDOW_SIZE + 10));
  expect(gapsOf(window.events)).toEqual([]);
  expect(window.letGo).toBe(2);
});

test('has looked up to the newest event, or as far as it was told', () => {
  const window = lookedUpTo(extend(emptyWindow, range(1, 3)), 9);
  expect(window.lookedUpTo).toBe(9);
  expect(lookedUpTo(window, 7)).toBe(window);
  expect(extend(window, range(10, 10)).lookedUpTo).toBe(10);
});
