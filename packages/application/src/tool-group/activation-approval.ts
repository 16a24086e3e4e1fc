import type {
  ActivationRejected,
  ActivationRequested,
  TaskDeleted,
  TaskDueUpdated,
  TaskStatusUpdated,
  ToolGroupActivated,
  ToolGroupDeleted,
} from '@tools-provider/domain';
import {
  type Actor,
  defineSaga,
  derivedId,
  type Saga,
  type SagaDecision,
  type SagaRefusal,
} from '@tools-provider/event-sourcing';
import type { ChangeTask } from '../task/change-task.ts';
import type { CreateTask } from '../task/create-task.ts';
import type { ApproveActivation } from './approve-activation.ts';
import type { RejectActivation } from './reject-activation.ts';

/** What the saga is told. */
export type ActivationApprovalEvent =
  | ActivationRequested
  | ActivationRejected
  | ToolGroupActivated
  | ToolGroupDeleted
  | TaskStatusUpdated
  | TaskDueUpdated
  | TaskDeleted;

/** What the saga sends. */
export type ActivationApprovalCommand = CreateTask | ChangeTask | ApproveActivation | RejectActivation;

/** One request for an activation, and the task that decides about it. */
export interface ActivationApprovalState {
  readonly groupId: string;
  readonly requestId: string;
  readonly taskId: string;
  /** The task was due before anybody had decided, and is to be cancelled for that. */
  readonly isOverdue: boolean;
}

/** The saga of {@link activationApproval}. */
export type ActivationApproval = Saga<
  ActivationApprovalState,
  ActivationApprovalEvent,
  ActivationApprovalCommand,
  'due'
>;

type Decision = SagaDecision<ActivationApprovalState, ActivationApprovalCommand, 'due'>;

/** The saga's name, by which its instances are found. */
export const ACTIVATION_APPROVAL = 'activation-approval';

/** In whose name the saga acts. */
export const activationApprovalActor: Actor = {
  id: 'saga:activation-approval',
  name: 'Activation approval',
  roles: ['admin'],
};

const MAX_TITLE_LENGTH = 200;
const MAX_REASON_LENGTH = 500;
const DESCRIPTION =
  'Complete this task to activate the tool group; cancel it to reject the request. Whoever asked for the activation cannot complete it.';

/** The task that decides about a request for an activation; it is there a moment after the request. */
export function approvalTaskId(requestId: string): string {
  return derivedId(requestId, 'approval-task');
}

/**
 * Lets a request for the activation of a group be decided by a task: completed, the group is activated; cancelled, deleted, or not decided
 * when it is due, the request is rejected. When the request is settled in another way, or the group is deleted, the task is cancelled.
 *
 * The task alone decides, for good: a task that is due is cancelled first, and rejects the request only if that has come before its completion.
 * `deadlineMs`: how long after the request the task is due, in milliseconds.
 */
export function activationApproval({ deadlineMs }: { readonly deadlineMs: number }): ActivationApproval {
  return defineSaga<ActivationApprovalState, ActivationApprovalEvent, ActivationApprovalCommand, 'due'>({
    name: ACTIVATION_APPROVAL,
    initial: { groupId: '', requestId: '', taskId: '', isOverdue: false },
    startedBy: { 'group.activation.requested.v1': ({ data }) => data.requestId },
    on: {
      'group.activation.requested.v1': (_, { subject, data }) => openTask(subject, data, deadlineMs),
      'task.status.updated.v1': (state, { data }) => onStatus(state, data),
      'task.due.updated.v1': (state, { data }) => ({ state, timeouts: { due: data.newDueAt } }),
      'task.deleted.v1': (state, { data }) => reject(state, 'The approval task was deleted', data.deletedBy),
      'group.activated.v1': (state) => withdrawTask(state),
      'group.activation.rejected.v1': (state, { data }) =>
        data.requestId === state.requestId ? withdrawTask(state) : { state },
      'group.deleted.v1': (state) => withdrawTask(state),
    },
    onTimeout: {
      // Another date may have been set that is not in the feed yet: the task has the last word.
      due: (state, at) => ({
        state: { ...state, isOverdue: true },
        send: [{ ...cancelTask(state), ifDueBy: at }],
      }),
    },
    onRefused,
  });
}

function openTask(groupId: string, request: ActivationRequested['data'], deadlineMs: number): Decision {
  const { requestId, requestedAt, requestedBy, name } = request;
  const taskId = approvalTaskId(requestId);
  const dueAt = new Date(Date.parse(requestedAt) + deadlineMs).toISOString();
  return {
    state: { groupId, requestId, taskId, isOverdue: false },
    follow: [taskId],
    timeouts: { due: dueAt },
    send: [
      {
        type: 'create-task',
        id: taskId,
        title: cut(`Approve the activation of ${name}`, MAX_TITLE_LENGTH),
        description: DESCRIPTION,
        priority: 'high',
        dueAt,
        approval: { toolGroupId: groupId, requestId, requestedBy },
      },
    ],
  };
}

function onStatus(
  state: ActivationApprovalState,
  { newStatus, updatedBy }: TaskStatusUpdated['data'],
): Decision {
  const { groupId: id, requestId, isOverdue } = state;
  if (newStatus === 'completed') {
    return {
      state,
      send: [{ type: 'approve-activation', id, requestId, approvedBy: updatedBy }],
      isDone: true,
    };
  }
  if (newStatus !== 'cancelled') return { state };
  const wasOverdue = isOverdue && updatedBy === activationApprovalActor.id;
  return reject(
    state,
    wasOverdue ? 'Nobody had decided when the approval task was due' : 'The approval task was cancelled',
    updatedBy,
  );
}

/** Compensation: what was begun for the request is undone, or the request itself. */
function onRefused(
  state: ActivationApprovalState,
  command: ActivationApprovalCommand,
  refusal: SagaRefusal,
): Decision {
  if (refusal.code === 'revision-conflict') return { state, send: [command] };
  switch (command.type) {
    case 'create-task':
      return reject(state, `No approval task could be opened: ${refusal.message}`);
    case 'approve-activation':
      return isSettled(refusal)
        ? { state }
        : reject(state, `The approval came to nothing: ${refusal.message}`);
    case 'change-task':
      if (refusal.code === 'not-due') return { state: { ...state, isOverdue: false } };
      // A task that is decided or deleted has said so, or will in a moment.
      return refusal.kind === 'not-found' ? reject(state, 'The approval task is missing') : { state };
    case 'reject-activation':
      return { state };
  }
}

/** The group is deleted, or has no such request any more: nothing is left to decide. */
function isSettled({ kind, code }: SagaRefusal): boolean {
  return kind === 'gone' || code === 'activation-request-not-pending';
}

function reject(
  state: ActivationApprovalState,
  reason: string,
  rejectedBy: string = activationApprovalActor.id,
): Decision {
  const { groupId: id, requestId } = state;
  return {
    state,
    send: [{ type: 'reject-activation', id, requestId, rejectedBy, reason: cut(reason, MAX_REASON_LENGTH) }],
    isDone: true,
  };
}

function withdrawTask(state: ActivationApprovalState): Decision {
  return { state, send: [cancelTask(state)], isDone: true };
}

function cancelTask({ taskId }: ActivationApprovalState): ChangeTask {
  return { type: 'change-task', id: taskId, status: 'cancelled' };
}

function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`;
}
