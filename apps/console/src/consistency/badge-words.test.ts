import { expect, test } from 'vitest';
import { badgeWords, reasonOfFailure } from './badge-words.ts';

const reason = 'group.updated.v1 (tools_provider-tool-group-7 revision 4): There is no document';

test('A stuck badge says why, without the event that stands beside it', () => {
  expect(badgeWords({ kind: 'stuck', shown: 3, head: 4 }, reason)).toBe('stuck at v3: There is no document');
  expect(badgeWords({ kind: 'stuck', shown: null, head: 0 })).toBe('stuck before v0');
});

test('A reason that begins otherwise, or says nothing else, stays as it is', () => {
  for (const words of ['The log (a copy) is another one', 'x (y revision 1): '])
    expect(reasonOfFailure(words)).toBe(words);
});
