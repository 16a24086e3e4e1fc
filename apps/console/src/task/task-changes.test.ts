import { expect, test } from 'vitest';
import { differencesOf, merged } from './task-changes.ts';
import type { TaskDraft } from './task-fields.tsx';

const base: TaskDraft = {
  title: 'Review',
  description: '',
  priority: 'medium',
  assigneeId: '',
  department: 'Support',
  dueAt: '',
};

test('What one of two changed is kept from whoever it was; only what both changed has to be decided', () => {
  const yours: TaskDraft = { ...base, department: 'Finance', priority: 'low', title: 'Same' };
  const theirs: TaskDraft = { ...base, assigneeId: 'ada', priority: 'high', title: 'Same' };
  const differences = differencesOf(base, yours, theirs);
  expect(differences.map(({ field, isConflict, side }) => [field, isConflict, side])).toEqual([
    ['priority', true, 'yours'],
    ['assigneeId', false, 'theirs'],
    ['department', false, 'yours'],
  ]);
  const expected = { ...yours, assigneeId: 'ada' };
  expect(merged(yours, theirs, differences, ({ side }) => side)).toEqual(expected);
  expect(
    merged(yours, theirs, differences, ({ isConflict, side }) => (isConflict ? 'theirs' : side)),
  ).toEqual({
    ...expected,
    priority: 'high',
  });
});
