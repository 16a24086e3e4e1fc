import type { TaskPriority, TaskStatus } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/** A task as the read side keeps it. Times are those of its events, ISO 8601 with milliseconds. */
export interface TaskDocument extends ReadDocument {
  readonly title: string;
  readonly description: string;
  readonly status: TaskStatus;
  readonly priority: TaskPriority;
  readonly assigneeId: string | null;
  readonly department: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** Title and description in lower case, for searches. */
  readonly searchText: string;
}
