import { describe, expect, it } from 'vitest';
import { ConsecutiveFailures } from './consecutive-failures.ts';

describe('ConsecutiveFailures', () => {
  it('grows while nothing gets done, also after much was done before the first of them', () => {
    const failures = new ConsecutiveFailures();
    expect([185, 185, 185, 185].map((done) => failures.add(done))).toEqual([1, 2, 3, 4]);
  });

  it('begins anew after something was done', () => {
    const failures = new ConsecutiveFailures();
    expect([0, 0, 1, 1, 2].map((done) => failures.add(done))).toEqual([1, 2, 1, 2, 1]);
  });
});
