import { expect, test } from 'vitest';
import { lineRuns, roundTop } from './line-path.ts';

const frame = { width: 100, height: 10, fromMs: 0, toMs: 1_000, top: 20, gapMs: 300 };
const at = (atMs: number, value: number | null) => ({ atMs, value });

test('a line goes from left to right by time, with zero at the bottom', () => {
  expect(lineRuns([at(0, 0), at(250, 10), at(500, 20)], frame)).toEqual([
    [
      [0, 10],
      [25, 5],
      [50, 0],
    ],
  ]);
});

test('what is not known is a gap, and so is a time without samples', () => {
  expect(lineRuns([at(0, 1), at(200, null), at(400, 1), at(600, 1), at(950, 1)], frame)).toHaveLength(3);
});

test('what is too old or too high stays inside', () => {
  expect(lineRuns([at(-10, 5), at(1_000, 400)], frame)).toEqual([[[100, 0]]]);
});

test.each([
  [0, 1],
  [1, 1],
  [1.2, 2],
  [3, 5],
  [7, 10],
  [1_204, 2_000],
])('the top of a line up to %s stands for %s', (value, top) => {
  expect(roundTop(value)).toBe(top);
});
