import type { TaskApproval, TaskPriority, TaskStatus } from '@tools-provider/domain';
import type { ReadDocument } from '@tools-provider/event-sourcing';

/**
 * A task as the read side keeps it. Times are those of its events, ISO 8601 with milliseconds. Documents of earlier versions lack what is
 * optional here.
 */
export interface TaskDocument extends ReadDocument {
  readonly title: string;
  readonly description: string;
  readonly status: TaskStatus;
  readonly priority: TaskPriority;
  readonly assigneeId: string | null;
  readonly department: string | null;
  readonly dueAt?: string | null;
  readonly approval?: TaskApproval | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** Whether its status decides about an activation. */
  readonly isDecision?: boolean;
  /** The words of title and description, for searches. */
  readonly searchWords?: readonly string[];
  /** For the order by title, in which capital letters make no difference. */
  readonly titleOrder?: string;
  /** For the order by due date: `dueAt`, or a time after all others where there is none. */
  readonly dueOrder?: string;
  /** For what is overdue: `dueOrder` of a task that is neither completed nor cancelled, else a time after all others. */
  readonly openDueOrder?: string;
}
