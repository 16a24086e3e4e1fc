import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-body.ts';

const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

describe('the depth of a body', () => {
  it('counts arrays and objects', () => {
    expect(isDeeperThan(nested(32), 32)).toBe(false);
    expect(isDeeperThan(nested(34), 32)).toBe(true);
  });

  it('is not made of what stands beside each other', () => {
    expect(isDeeperThan(`[${'{},[],'.repeat(100)}0]`, 2)).toBe(false);
  });

  it('is not made of brackets in texts, whatever is escaped there', () => {
    expect(isDeeperThan(JSON.stringify({ text: '[[[[[[{{{{{{' }), 1)).toBe(false);
    expect(isDeeperThan('{"a\\"[[[[":"\\\\","b":[1]}', 2)).toBe(false);
    expect(isDeeperThan('{"a":"\\\\","b":[[1]]}', 2)).toBe(true);
  });

  it('of a million brackets is found without building anything', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 32)).toBe(true);
  });
});
