import { describe, expect, test } from 'vitest';
import { blankSelector, draftOfSelector, isBlank, selectorIdentity, selectorOf } from './selector-draft.ts';

const stored = {
  id: 'sel-1',
  sourcePattern: 'crm-*',
  namePattern: 'get_*',
  pathPattern: '*',
  methodPattern: 'GET',
  requiredTags: ['a, with a comma', 'b'],
  excludedTags: ['beta'],
  requiredLabelIds: ['0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11'],
};
const everything = {
  ...stored,
  sourcePattern: '*',
  namePattern: '*',
  pathPattern: null,
  methodPattern: null,
  requiredTags: [],
  excludedTags: [],
  requiredLabelIds: [],
};

describe('A selector that is edited', () => {
  test('keeps every criterion that it has, also those that nobody touches', () => {
    expect(selectorOf(draftOfSelector(stored))).toEqual(stored);
  });

  test('asks for a path when any path will do, since a tool without one does not', () => {
    const { pathPattern } = selectorOf(draftOfSelector({ ...everything, pathPattern: '*' }));
    expect(pathPattern).toBe('*');
  });

  test('goes on selecting every tool when it was meant to', () => {
    const draft = draftOfSelector(everything);
    expect(isBlank(draft)).toBe(false);
    expect(selectorOf(draft)).toEqual({ id: 'sel-1', namePattern: '*' });
  });
});

test('A new selector restricts nothing and is blank until somebody types a criterion; an id is none', () => {
  const draft = { ...blankSelector('k'), id: ' reads ', namePattern: ' ' };
  expect(isBlank(draft)).toBe(true);
  expect(selectorOf(draft)).toEqual({ id: 'reads' });
  expect(isBlank({ ...draft, requiredTags: ['stable'] })).toBe(false);
});

test('Selectors are the same whatever the order of their tags, and others when one criterion is', () => {
  const draft = draftOfSelector(stored);
  const turned = { ...draft, requiredTags: draft.requiredTags.toReversed() };
  expect(selectorIdentity(turned)).toBe(selectorIdentity(draft));
  for (const change of [
    { methodPattern: '' },
    { excludedTags: [] },
    { requiredLabelIds: [] },
    { pathPattern: '' },
  ]) {
    expect(selectorIdentity({ ...draft, ...change })).not.toBe(selectorIdentity(draft));
  }
});
