import { expect, test } from 'vitest';
import { offeredPeople, peopleOf } from './known-people.ts';

const task = (assigneeId: string | null, createdBy: string, updatedBy = createdBy) => ({
  assigneeId,
  createdBy,
  updatedBy,
});

test('people are known by their tasks, each once; services and the system are none', () => {
  const tasks = [
    task('zoe', 'otto'),
    task(null, 'service:ci'),
    task('otto', 'saga:activation-approval', 'ada'),
  ];
  expect(peopleOf(tasks)).toEqual(['ada', 'otto', 'zoe']);
});

test('whoever asks comes first, and the personas are people only where one of them is signed in', () => {
  const inDevelopment = offeredPeople({ id: 'otto', name: 'Otto Operator' }, ['zoe']);
  expect(inDevelopment.map(({ id }) => id)).toEqual(['otto', 'ada', 'vera', 'zoe']);
  expect(inDevelopment.at(-1)).toEqual({ id: 'zoe', name: null });
  const elsewhere = offeredPeople({ id: 'kim', name: 'Kim' }, ['zoe', 'kim']);
  expect(elsewhere).toEqual([
    { id: 'kim', name: 'Kim' },
    { id: 'zoe', name: null },
  ]);
});
