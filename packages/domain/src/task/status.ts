/** Where a task stands. */
export const TASK_STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** The status in which a task has decided what it had to decide. */
export const DECIDED_STATUSES: readonly TaskStatus[] = ['completed', 'cancelled'];

/** Which status a task can get from the one it has. What is done can be taken up again, what was cancelled be planned again. */
export const STATUS_TRANSITIONS: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  pending: ['in_progress', 'completed', 'cancelled'],
  in_progress: ['pending', 'completed', 'cancelled'],
  completed: ['in_progress'],
  cancelled: ['pending'],
};
