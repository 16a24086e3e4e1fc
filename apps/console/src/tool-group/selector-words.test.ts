import { describe, expect, test } from 'vitest';
import { criteriaOf } from './selector-words.ts';

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
