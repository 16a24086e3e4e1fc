import { describe, expect, it } from 'vitest';
import { searchedPrefixes, searchWords } from './search-words.ts';

describe('The words of a document', () => {
  it('are its runs of letters and digits, each once, in lower case and without accents', () => {
    expect(searchWords('Café, café #12', 'v2.0-β')).toEqual(['cafe', '12', 'v2', '0', 'β']);
  });

  it('also begin at the capitals within a name', () => {
    expect(searchWords('getUserByName', 'list_open-tasks')).toEqual([
      'getuserbyname',
      'userbyname',
      'byname',
      'name',
      'list',
      'open',
      'tasks',
    ]);
  });

  it('are bounded in number and in length', () => {
    const words = searchWords(Array.from({ length: 500 }, (_, n) => `w${n}`).join(' '), 'late');
    expect([words.length, words.at(-1)]).toEqual([200, 'w199']);
    expect(searchWords('x'.repeat(1_000))).toEqual(['x'.repeat(40)]);
  });
});

describe('What a search looks for', () => {
  it('is its words, the longest first, without those that another one implies', () => {
    expect(searchedPrefixes(' Billing.* bill EU ')).toEqual(['billing', 'eu']);
  });

  it('is nothing when it has no word', () => {
    expect(searchedPrefixes('.* $ (')).toEqual([]);
  });

  it('finds what was written with a capital within by either way of writing', () => {
    const words = searchWords('getUser');
    for (const search of ['getUs', 'GETUSER', 'user']) {
      const prefixes = searchedPrefixes(search);
      expect(prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))).toBe(true);
    }
  });
});
