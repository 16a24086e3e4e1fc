import type { Selector } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { reasonWords } from './reason-words.ts';

const reads: Selector = {
  id: 'reads',
  sourcePattern: 'billing*',
  namePattern: '*',
  pathPattern: null,
  methodPattern: 'GET',
  requiredTags: [],
  excludedTags: ['internal'],
  requiredLabelIds: [],
};
const all: Selector = { ...reads, id: 'all', sourcePattern: '*', methodPattern: null, excludedTags: [] };

test('a selector is told by what it asks for', () => {
  const words = (selectorId: string) =>
    reasonWords({ kind: 'matched', selectorId, criteria: ['source', 'method', 'excluded-tags'] }, [
      reads,
      all,
    ]).text;
  expect(words('reads')).toBe('Selected by reads: source billing* and method GET and not tagged internal');
  expect(words('all')).toBe('Selected by all: every enabled tool');
  const unnamed = { ...all, id: '6c773cf8-6421-5199-9098-f6483f19d38a' };
  expect(reasonWords({ kind: 'matched', selectorId: unnamed.id, criteria: [] }, [reads, unnamed]).text).toBe(
    'Selected by selector 2: every enabled tool',
  );
  expect(words('gone')).toBe('Selected by gone: source, method, excluded-tags');
});

test('a decision about one tool is told with its revision, its reason and who took it', () => {
  const decision = { atRevision: 7, at: '2026-01-02T03:04:05.678Z', by: 'otto' };
  expect(reasonWords({ kind: 'included', ...decision }, [])).toEqual({
    isFor: true,
    text: 'Included by name since v7',
    at: decision.at,
    by: 'otto',
  });
  expect(reasonWords({ kind: 'excluded', ...decision, reason: 'unsafe' }, [])).toMatchObject({
    isFor: false,
    text: 'Excluded by name since v7: unsafe',
  });
  expect(reasonWords({ kind: 'excluded', atRevision: null, at: null, by: null, reason: null }, []).text).toBe(
    'Excluded by name',
  );
});

test('what keeps a tool from every group speaks against it', () => {
  expect(reasonWords({ kind: 'source-disabled' }, [])).toMatchObject({
    isFor: false,
    text: 'Its source is disabled',
  });
});
