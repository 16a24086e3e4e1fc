import * as contracts from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { messagesOf } from './change-stream.ts';

const aChange = {
  aggregate: 'tool-group',
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  headRevision: 8,
  projectedRevision: 7,
  status: 'pending',
};

test('hello means that the connection is up and that what is shown has to be read again', () => {
  expect(messagesOf({ event: 'hello', data: '{}' }, contracts)).toEqual([
    { kind: 'connection', connection: 'live' },
    { kind: 'hello' },
  ]);
});

test('a change is passed on as the contract has it', () => {
  expect(messagesOf({ event: 'change', data: JSON.stringify(aChange) }, contracts)).toEqual([
    { kind: 'change', change: aChange },
  ]);
});

test('the tools of a group that have changed are passed on as the contract has them', () => {
  const memberships = { toolGroupId: aChange.id, revision: 8, resolvedCount: 3, isChanging: false };
  expect(messagesOf({ event: 'memberships', data: JSON.stringify(memberships) }, contracts)).toEqual([
    { kind: 'memberships', memberships },
  ]);
});

test.each([
  ['change', '{"aggregate":"tool-group"}'],
  ['change', 'not json'],
  ['pipeline', '{}'],
  ['something-new', '{}'],
])('an event %s with data %s is ignored, not an error', (event, data) => {
  expect(messagesOf({ event, data }, contracts)).toEqual([]);
});
