import { CodedError } from '@tools-provider/mediator';

/** Nothing can be done with a deleted task but deleting it again. */
export function taskDeleted(id: string): CodedError {
  return new CodedError('gone', 'task-deleted', `The task ${id} was deleted`);
}

/** The status is none of those a task of this status can get. */
export function statusTransitionRefused(from: string, to: string, allowed: readonly string[]): CodedError {
  const detail = `A task that is ${from} can become ${allowed.join(', ')}, not ${to}`;
  return new CodedError('refused', 'status-transition', detail, { places: [{ pointer: '/status', detail }] });
}

/** What a task has decided is acted upon, so it stays decided. */
export function approvalDecided(status: string): CodedError {
  const detail = `cannot be changed any more: the task has decided about an activation and is ${status} for good`;
  return new CodedError('refused', 'approval-decided', `The status ${detail}`, {
    places: [{ pointer: '/status', detail }],
  });
}
