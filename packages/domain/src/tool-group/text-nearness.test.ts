import { expect, it } from 'vitest';
import { nearnessTo } from './text-nearness.ts';

it('Of two values that do not fit a pattern, the one that has more of its text is nearer', () => {
  for (const pattern of ['getOrder?', '*getorders', 'regex:getOrders?$']) {
    const nearness = nearnessTo(pattern);
    expect(nearness('getOrder')).toBeGreaterThan(nearness('getUser'));
    expect(nearness('getUser')).toBeGreaterThan(nearness('dropTable'));
  }
});

it('A pattern without two characters in a row has nothing to come near to', () => {
  expect(['*', '?a*b', '', 'regex:.'].map((pattern) => nearnessTo(pattern)('a'))).toEqual([0, 0, 0, 0]);
});
