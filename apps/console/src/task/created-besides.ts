import type { CreateTaskBody, TaskStatus } from '@tools-provider/contracts';
import type { TaskFilters } from './list-filters.ts';

/** What a task that is written down in a list is besides its title, so that the list's filters find it as far as that can be. */
export function createdBesides(
  { priority, assigneeId, department }: Pick<TaskFilters, 'priority' | 'assigneeId' | 'department'>,
  status: TaskStatus,
): Omit<CreateTaskBody, 'title'> & { readonly status: TaskStatus } {
  return {
    status,
    ...(priority === null ? {} : { priority }),
    ...(assigneeId === null ? {} : { assigneeId }),
    ...(department === null ? {} : { department }),
  };
}
