import type { CloudEvent } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { emptyWindow, extend, WINDOW_SIZE } from './feed-window.ts';

const event = (sequence: number) =>
  ({ id: `event ${sequence}`, sequence: String(sequence).padStart(20, '0') }) as CloudEvent;
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => event(from + at));
const sequences = (window: typeof emptyWindow) => window.events.map(({ sequence }) => Number(sequence));

test('shows the newest first', () => {
  expect(sequences(extend(extend(emptyWindow, range(1, 3)), range(4, 5)))).toEqual([5, 4, 3, 2, 1]);
});

test('leaves out what is sent again after a reconnect', () => {
  const window = extend(extend(emptyWindow, range(1, 3)), range(2, 4));
  expect(sequences(window)).toEqual([4, 3, 2, 1]);
  expect(window).toMatchObject({ received: 4, missing: 0 });
});

test('keeps no more than its size, and counts all', () => {
  const window = extend(emptyWindow, range(1, WINDOW_SIZE + 20));
  expect(window.events).toHaveLength(WINDOW_SIZE);
  expect(window).toMatchObject({ received: 520, firstSequence: 1, lastSequence: 520, missing: 0 });
});

test('counts the numbers that are missing', () => {
  const window = extend(extend(emptyWindow, range(1, 2)), range(5, 6));
  expect(window.missing).toBe(2);
});

test('stays the same object when nothing new came', () => {
  const window = extend(emptyWindow, range(1, 2));
  expect(extend(window, range(1, 2))).toBe(window);
});
