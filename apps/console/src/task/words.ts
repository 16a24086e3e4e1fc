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

/** Where a task may go from each status, as the domain has it; the api refuses anything else. */
const nextStatuses: Record<TaskStatus, readonly TaskStatus[]> = {
  pending: ['in_progress', 'completed', 'cancelled'],
  in_progress: ['pending', 'completed', 'cancelled'],
  completed: ['in_progress'],
  cancelled: ['pending'],
};

/** The statuses to offer for a task: its own, and those it may go to. */
export function offeredStatuses(current: TaskStatus): readonly TaskStatus[] {
  return [current, ...nextStatuses[current]];
}
