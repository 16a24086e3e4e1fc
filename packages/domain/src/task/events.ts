import type { DomainEvent } from '@tools-provider/event-sourcing';
import type { TaskApproval } from './approval.ts';
import type { TaskPriority } from './priority.ts';
import type { TaskStatus } from './status.ts';

/** When a task was changed (ISO 8601 with milliseconds) and by whom (an actor's id). */
export interface TaskChange {
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The task exists. Earlier versions stored it without `dueAt` and `approval`; see the upcasters. */
export type TaskCreated = DomainEvent<
  'task.created.v1',
  {
    readonly title: string;
    readonly description: string;
    readonly status: TaskStatus;
    readonly priority: TaskPriority;
    readonly assigneeId: string | null;
    readonly department: string | null;
    readonly dueAt: string | null;
    readonly approval: TaskApproval | null;
    readonly createdAt: string;
    readonly createdBy: string;
  }
>;

export type TaskTitleUpdated = DomainEvent<
  'task.title.updated.v1',
  TaskChange & { readonly newTitle: string }
>;

export type TaskDescriptionUpdated = DomainEvent<
  'task.description.updated.v1',
  TaskChange & { readonly newDescription: string }
>;

export type TaskStatusUpdated = DomainEvent<
  'task.status.updated.v1',
  TaskChange & { readonly newStatus: TaskStatus }
>;

export type TaskPriorityUpdated = DomainEvent<
  'task.priority.updated.v1',
  TaskChange & { readonly newPriority: TaskPriority }
>;

/** Somebody else has to do the task; `null`: nobody in particular. */
export type TaskAssigneeUpdated = DomainEvent<
  'task.assignee.updated.v1',
  TaskChange & { readonly newAssigneeId: string | null }
>;

/** Another department owns the task; `null`: none. */
export type TaskDepartmentUpdated = DomainEvent<
  'task.department.updated.v1',
  TaskChange & { readonly newDepartment: string | null }
>;

/** The task has to be done by another time; `null`: by none in particular. */
export type TaskDueUpdated = DomainEvent<
  'task.due.updated.v1',
  TaskChange & { readonly newDueAt: string | null }
>;

/** The end: nothing follows. `title` is the last one, for those who know the task by it only. */
export type TaskDeleted = DomainEvent<
  'task.deleted.v1',
  { readonly title: string; readonly deletedAt: string; readonly deletedBy: string }
>;

/** Everything that can have happened to a task. Stored types and payloads are contracts for ever. */
export type TaskEvent =
  | TaskCreated
  | TaskTitleUpdated
  | TaskDescriptionUpdated
  | TaskStatusUpdated
  | TaskPriorityUpdated
  | TaskAssigneeUpdated
  | TaskDepartmentUpdated
  | TaskDueUpdated
  | TaskDeleted;
