import { afterEach, expect, test } from 'vitest';
import { fromDateTimeInput, toDateTimeInput } from './date-time.ts';

const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['UTC', '2026-07-01T12:30'],
  ['Europe/Berlin', '2026-07-01T14:30'],
  ['America/New_York', '2026-07-01T08:30'],
  ['Asia/Kolkata', '2026-07-01T18:00'],
])('a moment is shown and chosen in the time zone of the browser, %s', (timeZone, local) => {
  process.env.TZ = timeZone;
  expect(toDateTimeInput('2026-07-01T12:30:00.000Z')).toBe(local);
  expect(fromDateTimeInput(local)).toBe('2026-07-01T12:30:00.000Z');
});

test('each side of a change to summer time keeps its own offset', () => {
  process.env.TZ = 'Europe/Berlin';
  for (const at of ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']) {
    expect(fromDateTimeInput(toDateTimeInput(at))).toBe(at);
  }
});

test('nothing chosen is no moment', () => {
  expect(toDateTimeInput(null)).toBe('');
  expect(fromDateTimeInput('')).toBeNull();
});
