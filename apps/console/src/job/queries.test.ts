import { expect, test } from 'vitest';
import { ProblemError } from '../api-client/problem-error.ts';
import { askedAgainAfter } from './queries.ts';

const failed = (status: number) =>
  new ProblemError({ type: 'about:blank', title: '', status, detail: '', code: 'x' });

test('A job that is over, or is none, is asked for no more', () => {
  expect(askedAgainAfter({ state: 'done', etaSeconds: null })).toBe(false);
  expect(askedAgainAfter({ state: 'cancelled', etaSeconds: null })).toBe(false);
  expect(askedAgainAfter(undefined, failed(404))).toBe(false);
});

test('A job with long to go, or of which nobody hears, is asked for less often', () => {
  const short = askedAgainAfter({ state: 'running', etaSeconds: 3 });
  expect(askedAgainAfter(undefined)).toBe(short);
  for (const seldom of [
    askedAgainAfter({ state: 'running', etaSeconds: 300 }),
    askedAgainAfter({ state: 'running', etaSeconds: 3 }, failed(503)),
  ])
    expect(seldom).toBeGreaterThan(Number(short));
});
