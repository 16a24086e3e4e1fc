import { describe, expect, it } from 'vitest';
import type { Stamp } from '../stamp.ts';
import type { TaskCreated } from './events.ts';
import { evolveTask, initialTask } from './state.ts';
import { STATUS_TRANSITIONS, TASK_STATUSES, type TaskStatus } from './status.ts';
import { type NewTask, Task } from './task.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c12';
const DUE = '2026-01-31T12:00:00.000Z';
const stamp: Stamp = {
  actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
  occurredAt: '2026-01-02T03:04:05.678Z',
};
const later: Stamp = {
  actor: { id: 'vera', name: 'Vera Viewer', roles: ['viewer'] },
  occurredAt: '2026-01-03T00:00:00.000Z',
};

function newTask(details: Partial<NewTask> = {}): Task {
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
          dueAt: null,
          approval: null,
          createdAt: stamp.occurredAt,
          createdBy: 'otto',
        },
      },
    ]);
  });

  it.each<[string, Partial<NewTask>]>([
    ['/title', { title: ' ' }],
    ['/title', { title: 'x'.repeat(201) }],
    ['/description', { description: 'x'.repeat(10_001) }],
    ['/status', { status: 'done' as TaskStatus }],
    ['/priority', { priority: 'whenever' as 'low' }],
    ['/assigneeId', { assigneeId: '' }],
    ['/department', { department: 'x'.repeat(201) }],
    ['/dueAt', { dueAt: '' }],
    ['/dueAt', { dueAt: 'tomorrow' }],
    ['/dueAt', { dueAt: '2026-01-31' }],
    ['/dueAt', { dueAt: '2026-01-31T12:00:00Z' }],
    ['/dueAt', { dueAt: '2026-01-31T12:00:00.000+01:00' }],
    ['/dueAt', { dueAt: '2026-02-30T12:00:00.000Z' }],
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
    ['due', (task) => task.changeDueAt(DUE, later), { newDueAt: DUE }],
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

  it('can lose its assignee, its department and its due date', () => {
    const task = newTask({ assigneeId: 'vera', department: 'Platform', dueAt: DUE });
    task.changeAssignee(null, later);
    task.changeDepartment(null, later);
    task.changeDueAt(null, later);
    expect(task.state).toMatchObject({ assigneeId: null, department: null, dueAt: null });
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
    ['changeDueAt', (task) => task.changeDueAt(null, stamp)],
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

describe('A task that decides about an activation', () => {
  const approval = { toolGroupId: 'group-1', requestId: 'request-1', requestedBy: 'otto' };

  it('says what it decides from the start', () => {
    const task = newTask({ approval });
    expect(task.pendingEvents).toMatchObject([{ data: { approval } }]);
    expect(task.state.approval).toEqual(approval);
  });

  it('can be taken up and put back before it is decided', () => {
    const task = newTask({ approval });
    task.changeStatus('in_progress', later);
    task.changeStatus('pending', later);
    expect(task.state.status).toBe('pending');
  });

  it.each(['completed', 'cancelled'] as const)('is %s for good, and once', (decision) => {
    const task = newTask({ approval });
    task.changeStatus(decision, later);
    for (const status of TASK_STATUSES.filter((other) => other !== decision)) {
      expect(() => task.changeStatus(status, later)).toThrow(
        expect.objectContaining({
          kind: 'refused',
          code: 'approval-decided',
          places: [expect.objectContaining({ pointer: '/status' })],
        }),
      );
    }
    task.changeStatus(decision, later);
    expect(task.pendingEvents).toHaveLength(2);
    expect(task.state.status).toBe(decision);
  });
});

describe('A task that an earlier version stored', () => {
  it('has no due date and decides nothing, also when its events are folded as they were stored', () => {
    const [created] = newTask().pendingEvents as readonly TaskCreated[];
    const { dueAt: _, approval: __, ...data } = created?.data ?? {};
    const state = evolveTask(initialTask, { type: 'task.created.v1', data: data as TaskCreated['data'] });
    expect(state).toStrictEqual(newTask().state);
  });
});
