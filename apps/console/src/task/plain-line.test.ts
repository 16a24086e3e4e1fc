import { expect, test } from 'vitest';
import { plainLine } from './plain-line.ts';

test.each([
  ['Plain text stays.', 'Plain text stays.'],
  ['# Title\n\nSome **bold** and `code`.', 'Title Some bold and code.'],
  ['- [x] one\n- [ ] two\n* three', 'one two three'],
  ['See [the docs](https://example.com) now', 'See the docs now'],
  ['> quoted\n\n---\n\nrest', 'quoted rest'],
  ['3 * 4 - 1 <b>', '3 * 4 - 1 <b>'],
])('a description is recognised by its words: %j', (markdown, line) => {
  expect(plainLine(markdown)).toBe(line);
});
