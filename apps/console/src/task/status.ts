import type { Me, Task, TaskStatus } from '@tools-provider/contracts';
import { mayGiveStatus } from '../session/permissions.ts';

/** Where a task may go from each status, as the domain has it; the api refuses anything else. */
const nextStatuses: Record<TaskStatus, readonly TaskStatus[]> = {
  pending: ['in_progress', 'completed', 'cancelled'],
  in_progress: ['pending', 'completed', 'cancelled'],
  completed: ['in_progress'],
  cancelled: ['pending'],
};

/** Whether something is still to be done. */
export function isOpen({ status }: Pick<Task, 'status'>): boolean {
  return status === 'pending' || status === 'in_progress';
}

/** Whether a task has decided about an activation, which is for good. */
export function isDecided(task: Pick<Task, 'status' | 'approval'>): boolean {
  return task.approval !== null && !isOpen(task);
}

/** The statuses to offer somebody for a task: its own, and those that they may give it. */
export function offeredStatuses(
  task: Pick<Task, 'status' | 'approval' | 'assigneeId'>,
  person: Pick<Me, 'id' | 'roles'>,
): readonly TaskStatus[] {
  if (isDecided(task)) return [task.status];
  return [task.status, ...nextStatuses[task.status].filter((status) => mayGiveStatus(person, task, status))];
}

/** The status that takes a task back from `now` towards `before`: that one, or where the domain lets it go from there. */
export function wayBack(now: TaskStatus, before: TaskStatus): TaskStatus {
  const next = nextStatuses[now];
  return next.includes(before) ? before : (next[0] ?? before);
}

/** The statuses in the order of the board. */
export const boardOrder = ['pending', 'in_progress', 'completed', 'cancelled'] as const;

/** Of the statuses that are offered, the next one to the left (-1) or to the right (1) on the board; undefined when there is none. */
export function neighbour(
  now: TaskStatus,
  offered: readonly TaskStatus[],
  step: 1 | -1,
): TaskStatus | undefined {
  const from = boardOrder.indexOf(now);
  const side = step === 1 ? boardOrder.slice(from + 1) : boardOrder.slice(0, from).reverse();
  return side.find((status) => offered.includes(status));
}
