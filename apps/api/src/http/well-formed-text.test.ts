import { describe, expect, it } from 'vitest';
import { misencodedTexts } from './well-formed-text.ts';

describe('text that no store keeps', () => {
  it('is found with its place, however deep', () => {
    const body = { name: 'fine', list: ['ok', { deep: 'a\u0000b' }], half: '\ud83d' };
    expect(misencodedTexts(body)).toEqual([
      { path: ['list', 1, 'deep'], detail: 'must not contain the character U+0000' },
      { path: ['half'], detail: 'must not contain half of a surrogate pair' },
    ]);
  });

  it('is told of a hundred times at most', () => {
    const found = misencodedTexts({ list: Array.from({ length: 1_000 }, () => 'a\u0000') });
    expect(found).toHaveLength(100);
    expect(found.at(-1)?.path).toEqual(['list', 99]);
  });

  it('is not what is merely unusual', () => {
    expect(
      misencodedTexts({ emoji: '💥', rtl: '\u202e', control: '\u0001\n', number: 1, none: null }),
    ).toEqual([]);
  });
});
