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
