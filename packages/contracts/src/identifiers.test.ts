import { expect, it } from 'vitest';
import { timestamp } from './identifiers.ts';

it('A time without milliseconds is refused with how one is written', () => {
  expect(timestamp.safeParse('2026-01-31T12:00:00.000Z').success).toBe(true);
  const { error } = timestamp.safeParse('2026-01-31T12:00:00Z');
  expect(error?.issues[0]?.message).toContain('with milliseconds');
});
