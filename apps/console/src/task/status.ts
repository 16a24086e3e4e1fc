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
