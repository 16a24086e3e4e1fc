import fc from 'fast-check';
import { TASK_PRIORITIES } from '../task/priority.ts';
import { TASK_STATUSES } from '../task/status.ts';
import { Task } from '../task/task.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

// Few values, so that wishes meet: repeated ones and ones that must be refused.
const anyTitle = fc.constantFrom('Review', ' Review ', 'Renew token', '', 'x'.repeat(201));
const anyDescription = fc.constantFrom('', '# Steps', 'x'.repeat(10_001));
const anyStatus = fc.constantFrom(...TASK_STATUSES, 'done', '__proto__');
const anyPriority = fc.constantFrom(...TASK_PRIORITIES, 'whenever');
const anyAssigneeId = fc.constantFrom(null, 'vera', ' vera ', 'otto', '');
const anyDepartment = fc.constantFrom(null, 'Platform', 'Sales', ' ');

/** Calls of any method of {@link Task}, reasonable or not; deletion is rare, since nothing follows it. */
export const anyTaskWish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 3, arbitrary: anyWish('changeTitle', anyTitle) },
  { weight: 3, arbitrary: anyWish('changeDescription', anyDescription) },
  { weight: 6, arbitrary: anyWish('changeStatus', anyStatus) },
  { weight: 3, arbitrary: anyWish('changePriority', anyPriority) },
  { weight: 3, arbitrary: anyWish('changeAssignee', anyAssigneeId) },
  { weight: 3, arbitrary: anyWish('changeDepartment', anyDepartment) },
  { weight: 1, arbitrary: anyWish('delete') },
);

/** A task that was just created and not stored yet. */
export const anyNewTask: fc.Arbitrary<Task> = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom(...TASK_STATUSES),
    assigneeId: fc.constantFrom(null, 'vera'),
    stamp: anyStamp,
  })
  .map(({ id, status, assigneeId, stamp }) =>
    Task.create(id, { title: 'Review', status, assigneeId }, stamp),
  );
