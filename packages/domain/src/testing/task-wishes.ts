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
const anyDueAt = fc.constantFrom(
  null,
  '2026-01-31T12:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
  '2026-02-30T00:00:00.000Z',
  '2026-01-31T12:00:00Z',
);
const anyApproval = fc.constantFrom(null, {
  toolGroupId: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  requestId: 'request-1',
  requestedBy: 'otto',
});

/** Calls of any method of {@link Task}, reasonable or not; deletion is rare, since nothing follows it. */
export const anyTaskWish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 3, arbitrary: anyWish('changeTitle', anyTitle) },
  { weight: 3, arbitrary: anyWish('changeDescription', anyDescription) },
  { weight: 6, arbitrary: anyWish('changeStatus', anyStatus) },
  { weight: 3, arbitrary: anyWish('changePriority', anyPriority) },
  { weight: 3, arbitrary: anyWish('changeAssignee', anyAssigneeId) },
  { weight: 3, arbitrary: anyWish('changeDepartment', anyDepartment) },
  { weight: 3, arbitrary: anyWish('changeDueAt', anyDueAt) },
  { weight: 1, arbitrary: anyWish('delete') },
);

/** A task that was just created and not stored yet. */
export const anyNewTask: fc.Arbitrary<Task> = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom(...TASK_STATUSES),
    assigneeId: fc.constantFrom(null, 'vera'),
    dueAt: fc.constantFrom(null, '2026-01-31T12:00:00.000Z'),
    approval: anyApproval,
    stamp: anyStamp,
  })
  .map(({ id, stamp, ...details }) => Task.create(id, { title: 'Review', ...details }, stamp));
