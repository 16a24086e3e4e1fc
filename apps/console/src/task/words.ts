import type { TaskPriority, TaskStatus } from '@tools-provider/contracts';

/** What each status is called. */
export const statusNames: Record<TaskStatus, string> = {
  pending: 'Pending',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** What each priority is called. */
export const priorityNames: Record<TaskPriority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'Urgent',
};

/** What giving a task a status is called; `cancelling` is what cancelling means where the task decides about an activation. */
export function decisionName(status: TaskStatus, cancelling: string | null): string {
  if (cancelling === null) return statusNames[status];
  if (status === 'completed') return `${statusNames[status]}: approve`;
  if (status === 'cancelled') return `${statusNames[status]}: ${cancelling}`;
  return statusNames[status];
}
