import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW_MS = Date.parse('2026-01-02T03:04:05.000Z');
const wished = (status: number, value?: string) =>
  retryAfterMs({ status, headers: new Headers(value === undefined ? {} : { 'retry-after': value }) }, NOW_MS);

it.each([
  [503, '7', 7_000],
  [429, ' 0 ', 0],
  [429, 'Fri, 02 Jan 2026 03:04:35 GMT', 30_000],
  [503, 'Fri, 02 Jan 2026 03:00:00 GMT', 0],
])('a receiver that answers %i with Retry-After: %s is left alone for %i ms', (status, value, ms) => {
  expect(wished(status, value)).toBe(ms);
});

it.each([
  [503, '31536000'],
  [429, 'Fri, 02 Jan 2099 03:04:35 GMT'],
  [503, '9'.repeat(400)],
])(
  'a receiver that answers %i with Retry-After: %s is left alone for 5 minutes and no longer',
  (status, value) => {
    expect(wished(status, value)).toBe(300_000);
  },
);

it.each([
  [503, undefined],
  [503, 'soon'],
  [500, '7'],
  [302, '7'],
])('an answer of %i with Retry-After: %s asks for nothing', (status, value) => {
  expect(wished(status, value)).toBeUndefined();
});
