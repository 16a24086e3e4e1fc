import { describe, expect, it } from 'vitest';
import { differingPaths } from './differing-paths.ts';

describe('Where two values differ', () => {
  it('is told by JSON pointers, whatever the order of fields', () => {
    const one = { a: 1, b: [1, { c: 2 }], 'x/y': { '~': true }, same: null };
    const other = { same: null, 'x/y': { '~': false }, b: [1, { c: 3 }, 4], a: 1, more: 0 };
    expect(differingPaths(one, other, 10)).toEqual(['/b/1/c', '/b/2', '/x~1y/~0', '/more']);
    expect(differingPaths(one, { ...one }, 10)).toEqual([]);
  });

  it('is told of what is of another kind as a whole, and no more often than wanted', () => {
    expect(differingPaths({ a: [] }, { a: {} }, 10)).toEqual(['/a']);
    expect(differingPaths({ a: null }, { a: {} }, 10)).toEqual(['/a']);
    expect(differingPaths(1, '1', 10)).toEqual(['']);
    expect(differingPaths([1, 2, 3], [4, 5, 6], 2)).toEqual(['/0', '/1']);
  });
});
