import type { TaskStatus } from '@tools-provider/domain';
import { derivedId } from '@tools-provider/event-sourcing';
import { givenSaga } from '@tools-provider/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { activationApproval, activationApprovalActor } from './activation-approval.ts';

const DAY_MS = 86_400_000;
const GROUP = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const REQUEST = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c12';
const TASK = derivedId(REQUEST, 'approval-task');
const DUE = '2026-01-08T09:00:00.000Z';
const SAGA = activationApprovalActor.id;

const saga = activationApproval({ deadlineMs: 7 * DAY_MS });
const requested = {
  type: 'group.activation.requested.v1',
  subject: GROUP,
  data: {
    requestId: REQUEST,
    name: 'Refunds',
    requestedAt: '2026-01-01T09:00:00.000Z',
    requestedBy: 'otto',
  },
} as const;
const updated = (updatedBy: string) => ({ updatedAt: '2026-01-02T09:00:00.000Z', updatedBy });
const became = (newStatus: TaskStatus, by = 'ada') =>
  ({ type: 'task.status.updated.v1', subject: TASK, data: { newStatus, ...updated(by) } }) as const;
const isDue = { timeout: 'due' } as const;
const rejectedFor = (reason: string, rejectedBy = SAGA) =>
  ({ type: 'reject-activation', id: GROUP, requestId: REQUEST, rejectedBy, reason }) as const;

const openTask = {
  type: 'create-task',
  id: TASK,
  title: 'Approve the activation of Refunds',
  description:
    'Complete this task to activate the tool group; cancel it to reject the request. Whoever asked for the activation cannot complete it.',
  priority: 'high',
  dueAt: DUE,
  approval: { toolGroupId: GROUP, requestId: REQUEST, requestedBy: 'otto' },
} as const;
const approve = { type: 'approve-activation', id: GROUP, requestId: REQUEST, approvedBy: 'ada' } as const;
const cancelTask = { type: 'change-task', id: TASK, status: 'cancelled' } as const;
/** The cancellation of a task that is due: only if it still is. */
const cancelIfDue = { ...cancelTask, ifDueBy: DUE } as const;
const refusal = (kind: 'refused' | 'gone' | 'forbidden' | 'not-found' | 'conflict', code: string) =>
  ({ kind, code, message: `no: ${code}` }) as const;

describe('The approval of an activation', () => {
  it('begins with a task for the approvers, due in time, whose id anybody can derive', () => {
    givenSaga(saga)
      .when(requested)
      .thenDecides({
        state: { groupId: GROUP, requestId: REQUEST, taskId: TASK, isOverdue: false },
        send: [openTask],
        timeouts: { due: DUE },
        follows: [GROUP, TASK],
        isDone: false,
      });
  });

  it('cuts a title that would be too long for a task', () => {
    const data = { ...requested.data, name: '🙂'.repeat(100) };
    const titles: string[] = [];
    const watched = activationApproval({ deadlineMs: 1 });
    for (const command of watched.onEvent(watched.initial, {
      ...requested,
      data,
      id: REQUEST,
      time: '',
      sequence: 1,
      correlationId: '',
    }).send ?? []) {
      if (command.type === 'create-task') titles.push(command.title);
    }
    expect(titles).toEqual([expect.stringMatching(/^Approve the activation of 🙂.*…$/u)]);
    expect(titles[0]?.length).toBeLessThanOrEqual(200);
    expect(titles[0]?.isWellFormed()).toBe(true);
  });

  it('activates the group in the name of the one who completed the task', () => {
    givenSaga(saga, [requested])
      .when(became('completed'))
      .thenDecides({ send: [approve], timeouts: {}, isDone: true });
  });

  it('waits while the task is only taken up', () => {
    givenSaga(saga, [requested])
      .when(became('in_progress'))
      .thenDecides({ send: [], timeouts: { due: DUE }, isDone: false });
  });

  it('rejects the request when the task is cancelled', () => {
    givenSaga(saga, [requested])
      .when(became('cancelled'))
      .thenDecides({ send: [rejectedFor('The approval task was cancelled', 'ada')], isDone: true });
  });

  it('rejects the request when the task is deleted', () => {
    const data = { title: '', deletedAt: '2026-01-02T09:00:00.000Z', deletedBy: 'ada' };
    givenSaga(saga, [requested])
      .when({ type: 'task.deleted.v1', subject: TASK, data })
      .thenDecides({ send: [rejectedFor('The approval task was deleted', 'ada')], isDone: true });
  });

  it('cancels a task that is due, and rejects the request only when that has come before its completion', () => {
    givenSaga(saga, [requested])
      .when(isDue)
      .thenDecides({ send: [cancelIfDue], timeouts: {}, isDone: false });
    givenSaga(saga, [requested, isDue])
      .when(became('cancelled', SAGA))
      .thenDecides({
        send: [rejectedFor('Nobody had decided when the approval task was due')],
        isDone: true,
      });
    const tooLate = { refused: cancelIfDue, refusal: refusal('refused', 'approval-decided') };
    givenSaga(saga, [requested, isDue]).when(tooLate).thenDecides({ send: [], isDone: false });
    givenSaga(saga, [requested, isDue, tooLate])
      .when(became('completed'))
      .thenDecides({ send: [approve], isDone: true });
  });

  it('waits until the task is due, whenever that is by now, and without end when it is not', () => {
    const dueAt = (newDueAt: string | null) =>
      ({ type: 'task.due.updated.v1', subject: TASK, data: { newDueAt, ...updated('ada') } }) as const;
    const later = '2026-02-01T00:00:00.000Z';
    givenSaga(saga, [requested])
      .when(dueAt(later))
      .thenDecides({ send: [], timeouts: { due: later } });
    givenSaga(saga, [requested]).when(dueAt(null)).thenDecides({ send: [], timeouts: {} });
    givenSaga(saga, [requested, dueAt(null)])
      .when(isDue)
      .thenIgnores();
  });

  it('goes on waiting when the task says that it is not due any more, and decides by the new date', () => {
    const notDue = { refused: cancelIfDue, refusal: refusal('refused', 'not-due') };
    givenSaga(saga, [requested, isDue])
      .when(notDue)
      .thenDecides({
        state: { groupId: GROUP, requestId: REQUEST, taskId: TASK, isOverdue: false },
        send: [],
        isDone: false,
      });
    const newDueAt = '2030-01-01T00:00:00.000Z';
    const extended = {
      type: 'task.due.updated.v1',
      subject: TASK,
      data: { newDueAt, ...updated('ada') },
    } as const;
    givenSaga(saga, [requested, isDue, notDue])
      .when(extended)
      .thenDecides({ send: [], timeouts: { due: newDueAt } });
  });

  it('cancels the task when the group is deleted', () => {
    const data = { deletedAt: '2026-01-02T09:00:00.000Z', deletedBy: 'ada' };
    givenSaga(saga, [requested])
      .when({ type: 'group.deleted.v1', subject: GROUP, data })
      .thenDecides({ send: [cancelTask], isDone: true });
  });

  it('cancels the task when the group was activated in another way', () => {
    const data = { activatedAt: '2026-01-02T09:00:00.000Z', activatedBy: 'ada' };
    givenSaga(saga, [requested])
      .when({ type: 'group.activated.v1', subject: GROUP, data })
      .thenDecides({ send: [cancelTask], isDone: true });
  });

  it('cancels the task when the request was rejected in another way, and not for another request', () => {
    const rejected = (requestId: string) => {
      const data = { requestId, reason: null, rejectedAt: '2026-01-02T09:00:00.000Z', rejectedBy: 'ada' };
      return { type: 'group.activation.rejected.v1', subject: GROUP, data } as const;
    };
    givenSaga(saga, [requested])
      .when(rejected(REQUEST))
      .thenDecides({ send: [cancelTask], isDone: true });
    givenSaga(saga, [requested]).when(rejected(GROUP)).thenDecides({ send: [], isDone: false });
  });

  it('leaves another request of the group to its own instance, and hears nothing once it is done', () => {
    const another = { ...requested, data: { ...requested.data, requestId: GROUP } };
    givenSaga(saga, [requested]).when(another).thenIgnores();
    givenSaga(saga, [requested, became('completed')])
      .when(became('cancelled'))
      .thenIgnores();
    givenSaga(saga).when(became('completed')).thenIgnores();
  });
});

describe('The approval of an activation makes up for', () => {
  it('a task that could not be opened, by rejecting the request', () => {
    const refused = { refused: openTask, refusal: refusal('conflict', 'task-already-exists') };
    givenSaga(saga, [requested])
      .when(refused)
      .thenDecides({
        send: [rejectedFor('No approval task could be opened: no: task-already-exists')],
        isDone: true,
      });
  });

  it('an approval that the group refuses, by rejecting the request', () => {
    const refused = { refused: approve, refusal: refusal('forbidden', 'approval-needs-another-admin') };
    givenSaga(saga, [requested, became('completed')])
      .when(refused)
      .thenDecides({
        send: [rejectedFor('The approval came to nothing: no: approval-needs-another-admin')],
        isDone: true,
      });
  });

  it.each([
    ['gone', 'tool-group-deleted'],
    ['refused', 'activation-request-not-pending'],
  ] as const)('nothing when the approval comes too late to matter: %s, %s', (kind, code) => {
    givenSaga(saga, [requested, became('completed')])
      .when({ refused: approve, refusal: refusal(kind, code) })
      .thenDecides({ send: [], isDone: true });
  });

  it('a task that is missing when it is due, by rejecting the request', () => {
    givenSaga(saga, [requested, isDue])
      .when({ refused: cancelIfDue, refusal: refusal('not-found', 'task-not-found') })
      .thenDecides({ send: [rejectedFor('The approval task is missing')], isDone: true });
  });

  it('nothing when what it rejects is settled already', () => {
    const rejected = rejectedFor('The approval task was cancelled', 'ada');
    givenSaga(saga, [requested, became('cancelled')])
      .when({ refused: rejected, refusal: refusal('gone', 'tool-group-deleted') })
      .thenDecides({ send: [], isDone: true });
  });

  it('a command that met others too often, by sending it again', () => {
    givenSaga(saga, [requested, isDue])
      .when({ refused: cancelIfDue, refusal: refusal('conflict', 'revision-conflict') })
      .thenDecides({ send: [cancelIfDue], isDone: false });
  });
});
