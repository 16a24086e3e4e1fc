import { expect, test } from 'vitest';
import { groupReason } from './group-reason.ts';

test('a rule is told by what it asks for', () => {
  const matched = { kind: 'matched', selectorId: 'sel-1' } as const;
  expect(groupReason({ ...matched, criteria: ['name', 'method', 'required-labels'] })).toEqual({
    isFor: true,
    text: 'Selected by its name, method and labels',
  });
  expect(groupReason({ ...matched, criteria: [] }).text).toBe('Selected as every tool is');
});

test('what keeps a tool out speaks against it', () => {
  expect(groupReason({ kind: 'disabled' })).toMatchObject({ isFor: false, text: 'Disabled by an operator' });
});
