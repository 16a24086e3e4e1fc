import type { Task } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { columnsOf } from './board-columns.ts';

const task = (id: string, fields: Partial<Task> = {}): Task => ({
  id,
  title: id,
  description: '',
  status: 'pending',
  priority: 'medium',
  assigneeId: null,
  department: null,
  dueAt: null,
  approval: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'otto',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'otto',
  revision: 0,
  projectedAt: '2026-01-01T00:00:00.000Z',
  consistency: { status: 'projected', headRevision: 0 },
  ...fields,
});

const ids = (tasks: readonly Task[]) => tasks.map(({ id }) => id);

test('a task that two columns tell of stands where its newest revision is, and nowhere else', () => {
  const before = task('a', { status: 'pending', revision: 3 });
  const after = task('a', { status: 'completed', revision: 4 });
  for (const tasks of [
    [before, after],
    [after, before],
  ]) {
    const columns = columnsOf(tasks, '-createdAt');
    expect(ids(columns.pending)).toEqual([]);
    expect(ids(columns.completed)).toEqual(['a']);
  }
});

test('a column keeps the order of the list, whichever column a task was read with', () => {
  const tasks = [
    task('old', { createdAt: '2026-01-01T00:00:00.000Z' }),
    task('new', { createdAt: '2026-01-03T00:00:00.000Z' }),
    task('middle', { createdAt: '2026-01-02T00:00:00.000Z' }),
  ];
  expect(ids(columnsOf(tasks, '-createdAt').pending)).toEqual(['new', 'middle', 'old']);
  expect(ids(columnsOf(tasks, 'createdAt').pending)).toEqual(['old', 'middle', 'new']);
});

test('tasks without a due date come last, up and down', () => {
  const tasks = [
    task('none'),
    task('late', { dueAt: '2026-03-01T00:00:00.000Z' }),
    task('early', { dueAt: '2026-02-01T00:00:00.000Z' }),
  ];
  expect(ids(columnsOf(tasks, 'dueAt').pending)).toEqual(['early', 'late', 'none']);
  expect(ids(columnsOf(tasks, '-dueAt').pending)).toEqual(['late', 'early', 'none']);
});
