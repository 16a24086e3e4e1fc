import { type Evolvers, evolveBy } from '@tools-provider/event-sourcing';
import type { TaskApproval } from './approval.ts';
import type { TaskEvent } from './events.ts';
import type { TaskPriority } from './priority.ts';
import type { TaskStatus } from './status.ts';

/** What a task is after its events. */
export interface TaskState {
  readonly title: string;
  /** Markdown, as its author wrote it. */
  readonly description: string;
  readonly status: TaskStatus;
  readonly priority: TaskPriority;
  readonly assigneeId: string | null;
  readonly department: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  readonly dueAt: string | null;
  /** What the task decides by its status; `null`: nothing. */
  readonly approval: TaskApproval | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly isDeleted: boolean;
}

/** A task of which nothing has happened yet. */
export const initialTask: TaskState = {
  title: '',
  description: '',
  status: 'pending',
  priority: 'medium',
  assigneeId: null,
  department: null,
  dueAt: null,
  approval: null,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  isDeleted: false,
};

const evolvers: Evolvers<TaskState, TaskEvent> = {
  'task.created.v1': (state, data) => ({
    ...touched(state, { updatedAt: data.createdAt, updatedBy: data.createdBy }),
    title: data.title,
    description: data.description,
    status: data.status,
    priority: data.priority,
    assigneeId: data.assigneeId,
    department: data.department,
    // Streams may be folded as they were stored, by versions that knew neither.
    dueAt: data.dueAt ?? null,
    approval: data.approval ?? null,
    createdAt: data.createdAt,
    createdBy: data.createdBy,
  }),
  'task.title.updated.v1': (state, data) => ({ ...touched(state, data), title: data.newTitle }),
  'task.description.updated.v1': (state, data) => ({
    ...touched(state, data),
    description: data.newDescription,
  }),
  'task.status.updated.v1': (state, data) => ({ ...touched(state, data), status: data.newStatus }),
  'task.priority.updated.v1': (state, data) => ({ ...touched(state, data), priority: data.newPriority }),
  'task.assignee.updated.v1': (state, data) => ({ ...touched(state, data), assigneeId: data.newAssigneeId }),
  'task.department.updated.v1': (state, data) => ({
    ...touched(state, data),
    department: data.newDepartment,
  }),
  'task.due.updated.v1': (state, data) => ({ ...touched(state, data), dueAt: data.newDueAt }),
  'task.deleted.v1': (state, { deletedAt, deletedBy }) => ({
    ...touched(state, { updatedAt: deletedAt, updatedBy: deletedBy }),
    isDeleted: true,
  }),
};

/** The task after an event. Pure. */
export const evolveTask = evolveBy<TaskState, TaskEvent>(evolvers);

/** Every event type of a task. */
export const TASK_EVENT_TYPES = Object.keys(evolvers) as readonly TaskEvent['type'][];

function touched(state: TaskState, change: Pick<TaskState, 'updatedAt' | 'updatedBy'>): TaskState {
  return { ...state, updatedAt: change.updatedAt, updatedBy: change.updatedBy };
}
