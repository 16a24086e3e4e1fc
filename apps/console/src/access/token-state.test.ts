import { expect, test } from 'vitest';
import { isWorth, tokenState } from './token-state.ts';

const now = Date.parse('2026-03-01T00:00:00.000Z');
const token = (expiresAt: string | null, revokedAt: string | null = null) => ({ expiresAt, revokedAt });

test('a token without an end works for ever, until it is revoked', () => {
  expect(tokenState(token(null), now)).toBe('working');
  expect(tokenState(token(null, '2026-02-01T00:00:00.000Z'), now)).toBe('revoked');
});

test.each([
  ['2026-03-08T00:00:00.001Z', 'working'],
  ['2026-03-08T00:00:00.000Z', 'ending'],
  ['2026-03-01T00:00:00.001Z', 'ending'],
  ['2026-03-01T00:00:00.000Z', 'expired'],
])('a token that ends at %s is %s at midnight of the first of March', (expiresAt, state) => {
  expect(tokenState(token(expiresAt), now)).toBe(state);
});

test('a token is called revoked even when it has expired since', () => {
  expect(tokenState(token('2026-02-02T00:00:00.000Z', '2026-02-01T00:00:00.000Z'), now)).toBe('revoked');
});

test('only what works or ends soon is worth anything', () => {
  expect((['working', 'ending', 'expired', 'revoked'] as const).map(isWorth)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
