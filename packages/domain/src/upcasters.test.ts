import { describe, expect, it } from 'vitest';
import { upcasters } from './upcasters.ts';

// As versions before due dates and approvals stored it.
const OLD_TASK = {
  title: 'Review',
  description: '',
  status: 'pending',
  priority: 'medium',
  assigneeId: null,
  department: null,
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'otto',
};
const NEW_TASK = {
  ...OLD_TASK,
  dueAt: '2026-01-31T12:00:00.000Z',
  approval: { toolGroupId: 'group-1', requestId: 'request-1', requestedBy: 'otto' },
};

const upcast = (type: string, data: Readonly<Record<string, unknown>>) =>
  upcasters.filter((one) => one.type === type).reduce((result, one) => one.upcast(result), data);

describe('The upcasters', () => {
  it('give a task of an earlier version no due date and no approval', () => {
    expect(upcast('task.created.v1', OLD_TASK)).toStrictEqual({ ...OLD_TASK, dueAt: null, approval: null });
  });

  it('leave what is written today as it is, however often they are applied', () => {
    expect(upcast('task.created.v1', NEW_TASK)).toStrictEqual(NEW_TASK);
    const once = upcast('task.created.v1', OLD_TASK);
    expect(upcast('task.created.v1', once)).toStrictEqual(once);
  });
});
