import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import { STATUS_TRANSITIONS, TASK_STATUSES, type TaskStatus } from './status.ts';
import { Task, type TaskDetails } from './task.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c12';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const later: Stamp = {
  actor: { id: 'vera', name: 'Vera Viewer', roles: ['viewer'] },
  occurredAt: '2026-01-03T00:00:00.000Z',
};

function newTask(details: Partial<TaskDetails> = {}): Task {
  return Task.create(ID, { title: 'Review', ...details }, stamp);
}

describe('A task', () => {
  it('is created pending, of medium priority, for nobody in particular', () => {
    expect(newTask().pendingEvents).toEqual([
      {
        type: 'task.created.v1',
        data: {
          title: 'Review',
          description: '',
          status: 'pending',
          priority: 'medium',
          assigneeId: null,
          department: null,
          createdAt: stamp.occurredAt,
          createdBy: 'otto',
        },
      },
    ]);
  });

  it.each<[string, Partial<TaskDetails>]>([
    ['/title', { title: ' ' }],
    ['/title', { title: 'x'.repeat(201) }],
    ['/description', { description: 'x'.repeat(10_001) }],
    ['/status', { status: 'done' as TaskStatus }],
    ['/priority', { priority: 'whenever' as 'low' }],
    ['/assigneeId', { assigneeId: '' }],
    ['/department', { department: 'x'.repeat(201) }],
  ])('is not created with a wrong %s, and takes no default instead', (pointer, details) => {
    expect(() => newTask(details)).toThrow(
      expect.objectContaining({ kind: 'invalid', places: [expect.objectContaining({ pointer })] }),
    );
  });

  it.each<[string, (task: Task) => void, object]>([
    ['title', (task) => task.changeTitle('Renew', later), { newTitle: 'Renew' }],
    ['description', (task) => task.changeDescription('# Why', later), { newDescription: '# Why' }],
    ['status', (task) => task.changeStatus('in_progress', later), { newStatus: 'in_progress' }],
    ['priority', (task) => task.changePriority('urgent', later), { newPriority: 'urgent' }],
    ['assignee', (task) => task.changeAssignee('vera', later), { newAssigneeId: 'vera' }],
    ['department', (task) => task.changeDepartment('Platform', later), { newDepartment: 'Platform' }],
  ])('tells of a new %s with its own time and actor, and once', (field, change, data) => {
    const task = newTask();
    change(task);
    change(task);
    expect(task.pendingEvents.slice(1)).toEqual([
      {
        type: `task.${field}.updated.v1`,
        data: { ...data, updatedAt: later.occurredAt, updatedBy: 'vera' },
      },
    ]);
    expect(task.state).toMatchObject({ updatedAt: later.occurredAt, createdAt: stamp.occurredAt });
  });

  it('can lose its assignee and its department', () => {
    const task = newTask({ assigneeId: 'vera', department: 'Platform' });
    task.changeAssignee(null, later);
    task.changeDepartment(null, later);
    expect(task.state).toMatchObject({ assigneeId: null, department: null });
  });

  describe.each(TASK_STATUSES.map((from) => ({ from })))('that is $from', ({ from }) => {
    it.each(TASK_STATUSES.map((to) => ({ to })))('goes to $to only if that makes sense', ({ to }) => {
      const task = newTask({ status: from });
      const change = () => task.changeStatus(to, later);
      if (to === from || STATUS_TRANSITIONS[from].includes(to)) {
        change();
        expect(task.state.status).toBe(to);
      } else {
        expect(change).toThrow(expect.objectContaining({ kind: 'refused', code: 'status-transition' }));
        expect(task.pendingEvents).toHaveLength(1);
      }
    });
  });

  it('is taken up again from completed, and planned again from cancelled', () => {
    expect(STATUS_TRANSITIONS.completed).toEqual(['in_progress']);
    expect(STATUS_TRANSITIONS.cancelled).toEqual(['pending']);
  });

  it.each<[string, (task: Task) => void]>([
    ['changeTitle', (task) => task.changeTitle('Review', stamp)],
    ['changeDescription', (task) => task.changeDescription('', stamp)],
    ['changeStatus', (task) => task.changeStatus('pending', stamp)],
    ['changePriority', (task) => task.changePriority('medium', stamp)],
    ['changeAssignee', (task) => task.changeAssignee(null, stamp)],
    ['changeDepartment', (task) => task.changeDepartment(null, stamp)],
  ])('refuses %s after its deletion, even what it already is', (_, wish) => {
    const task = newTask();
    task.delete(stamp);
    expect(() => wish(task)).toThrow(expect.objectContaining({ kind: 'gone', code: 'task-deleted' }));
  });

  it('is deleted once, and the event still tells its title', () => {
    const task = newTask();
    task.delete(later);
    task.delete(later);
    expect(task.pendingEvents.slice(1)).toEqual([
      {
        type: 'task.deleted.v1',
        data: { title: 'Review', deletedAt: later.occurredAt, deletedBy: 'vera' },
      },
    ]);
  });
});
