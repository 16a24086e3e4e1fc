import { describe, expect, test } from 'vitest';
import { blankSelector, criteriaOf, isBlank, selectorOf } from './selector-draft.ts';

describe('selectorOf', () => {
  test('leaves out what is blank', () => {
    expect(selectorOf(blankSelector)).toEqual({});
    expect(selectorOf({ ...blankSelector, id: ' sel-1 ', namePattern: '*' })).toEqual({
      id: 'sel-1',
      namePattern: '*',
    });
  });

  test('keeps every criterion of one selector', () => {
    const draft = {
      id: '',
      namePattern: 'get*',
      sourcePattern: 'billing',
      pathPattern: '/v1/*',
      methodPattern: 'GET',
      requiredTags: 'stable, public,,',
      excludedTags: 'beta',
    };
    expect(selectorOf(draft)).toEqual({
      namePattern: 'get*',
      sourcePattern: 'billing',
      pathPattern: '/v1/*',
      methodPattern: 'GET',
      requiredTags: ['stable', 'public'],
      excludedTags: ['beta'],
    });
  });
});

describe('criteriaOf', () => {
  test('names no criterion when every tool will do', () => {
    expect(criteriaOf({ id: 'sel-1', sourcePattern: '*', namePattern: '*', pathPattern: null })).toEqual([]);
  });

  test('names each criterion', () => {
    expect(criteriaOf({ sourcePattern: '*', namePattern: 'get*', requiredTags: ['a', 'b'] })).toEqual([
      { subject: 'name', value: 'get*' },
      { subject: 'tagged', value: 'a' },
      { subject: 'tagged', value: 'b' },
    ]);
  });
});

test('a selector without a criterion is blank, and one that takes every tool is not', () => {
  expect(isBlank({ ...blankSelector, id: 'sel-1', namePattern: ' ' })).toBe(true);
  expect(isBlank({ ...blankSelector, namePattern: '*' })).toBe(false);
});
