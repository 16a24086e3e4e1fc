import { expect, it } from 'vitest';
import { compileRegex } from './regex.ts';

it('An escaped punctuation mark is that mark, inside and outside of classes', () => {
  expect(compileRegex('^a\\-b\\_c\\.d\\/e$').test('a-b_c.d/e')).toBe(true);
  expect(compileRegex('^[\\-\\.x[]+$').test('-.x[')).toBe(true);
});

it('What JavaScript reads in another way than PCRE is refused by name', () => {
  for (const pattern of ['\\A', '\\z', '\\Qa', '\\h', '[[:alpha:]]']) {
    expect(() => compileRegex(pattern), pattern).toThrow('is not served by the embedded MongoDB');
  }
  expect(() => compileRegex('a', 'x')).toThrow("the regular expression option 'x'");
  expect(() => compileRegex('(')).toThrow('Regular expression is invalid');
});
