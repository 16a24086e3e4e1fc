import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('waits longer each time, up to ten seconds', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => backoffMs(attempt, () => 1));
  expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('spreads attempts over half of that time', () => {
  expect(backoffMs(3, () => 0)).toBe(500);
  expect(backoffMs(3, () => 0.5)).toBe(750);
});
