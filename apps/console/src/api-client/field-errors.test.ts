import { createToolGroupBody } from '@tools-provider/contracts';
import { describe, expect, test } from 'vitest';
import { fieldErrorsOf, fieldErrorsOfIssues, fieldName } from './field-errors.ts';

describe('fieldName', () => {
  test.each([
    ['/name', 'name'],
    ['#/name', 'name'],
    ['/selectors/0/namePattern', 'selectors[0].namePattern'],
    ['/selectors/12/requiredTags/3', 'selectors[12].requiredTags[3]'],
    ['/a~1b/c~0d', 'a/b.c~d'],
    ['', ''],
    ['/%', '%'],
  ])('finds the field of %s', (pointer, name) => {
    expect(fieldName(pointer)).toBe(name);
  });
});

describe('fieldErrorsOf', () => {
  const problem = { type: '', title: '', status: 400, detail: '', code: 'invalid' };

  test('maps every place of a problem to its field', () => {
    const errors = [
      { pointer: '/name', detail: 'must not be blank' },
      { pointer: '/selectors/1/pathPattern', detail: 'is no valid expression' },
    ];
    expect(fieldErrorsOf({ ...problem, errors })).toEqual({
      name: 'Must not be blank',
      'selectors[1].pathPattern': 'Is no valid expression',
    });
  });

  test('joins several complaints about one field', () => {
    const errors = [
      { pointer: '/name', detail: 'one' },
      { pointer: '/name', detail: 'two' },
    ];
    expect(fieldErrorsOf({ ...problem, errors })).toEqual({ name: 'One Two' });
  });

  test('is empty for a problem that names no place', () => {
    expect(fieldErrorsOf(problem)).toEqual({});
  });
});

test('what the contract refuses beforehand has the same field names', () => {
  const result = createToolGroupBody.safeParse({ name: ' ', selectors: [{ namePattern: 'x'.repeat(257) }] });
  expect(Object.keys(fieldErrorsOfIssues(result.error?.issues ?? []))).toEqual([
    'name',
    'selectors[0].namePattern',
  ]);
});
