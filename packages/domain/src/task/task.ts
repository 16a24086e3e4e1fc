import { AggregateRoot, type AggregateType } from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import { choiceOf } from '../choice.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { limitedText, moment, requiredText } from '../text.ts';
import type { TaskApproval } from './approval.ts';
import { approvalDecided, statusTransitionRefused, taskDeleted } from './errors.ts';
import type { TaskChange, TaskEvent } from './events.ts';
import { TASK_PRIORITIES, type TaskPriority } from './priority.ts';
import { evolveTask, initialTask, TASK_EVENT_TYPES, type TaskState } from './state.ts';
import { DECIDED_STATUSES, STATUS_TRANSITIONS, TASK_STATUSES, type TaskStatus } from './status.ts';

const MAX_TITLE_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 10_000;
const MAX_ASSIGNEE_ID_LENGTH = 200;
const MAX_DEPARTMENT_LENGTH = 200;

/** A task as somebody asks for it. */
export interface TaskDetails {
  /** 1 to 200 characters after trimming. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Default `pending`. */
  readonly status?: TaskStatus | undefined;
  /** Default `medium`. */
  readonly priority?: TaskPriority | undefined;
  readonly assigneeId?: string | null | undefined;
  readonly department?: string | null | undefined;
  /** ISO 8601 in UTC with milliseconds. */
  readonly dueAt?: string | null | undefined;
}

/** A task as it is made. */
export interface NewTask extends TaskDetails {
  /** What the task decides by its status, for good. */
  readonly approval?: TaskApproval | null | undefined;
}

/** Other details for a task: what is left out stays, `null` clears. */
export type TaskChanges = { readonly [Field in keyof TaskDetails]?: TaskDetails[Field] | undefined };

/**
 * Something that somebody has to do. A wish that is fulfilled already raises nothing. After {@link Task.delete} every other wish is
 * refused as `gone`.
 */
export class Task extends AggregateRoot<TaskState, TaskEvent> {
  /** A new task. `invalid` unless `id` is a UUID and every detail is within its bounds. */
  static create(id: string, details: NewTask, { actor, occurredAt }: Stamp): Task {
    const task = new Task(evolveTask, aggregateId(id), initialTask);
    task.raise({
      type: 'task.created.v1',
      data: {
        title: titleOf(details.title),
        description: descriptionOf(details.description ?? ''),
        status: choiceOf('status', details.status ?? 'pending', TASK_STATUSES),
        priority: choiceOf('priority', details.priority ?? 'medium', TASK_PRIORITIES),
        assigneeId: assigneeIdOf(details.assigneeId ?? null),
        department: departmentOf(details.department ?? null),
        dueAt: dueAtOf(details.dueAt ?? null),
        approval: details.approval ?? null,
        createdAt: occurredAt,
        createdBy: actor.id,
      },
    });
    return task;
  }

  /** A task as its stream tells it. */
  static rehydrate(id: string, state: TaskState, revision: number): Task {
    return new Task(evolveTask, id, state, revision);
  }

  changeTitle(title: string, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newTitle = titleOf(title);
    if (newTitle === this.state.title) return;
    this.raise({ type: 'task.title.updated.v1', data: { newTitle, ...changeOf(stamp) } });
  }

  changeDescription(description: string, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newDescription = descriptionOf(description);
    if (newDescription === this.state.description) return;
    this.raise({ type: 'task.description.updated.v1', data: { newDescription, ...changeOf(stamp) } });
  }

  /**
   * `refused` for a status that {@link STATUS_TRANSITIONS} does not lead to (code `status-transition`), and for any other status of a task
   * that has decided about an approval (code `approval-decided`).
   */
  changeStatus(status: TaskStatus, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newStatus = choiceOf('status', status, TASK_STATUSES);
    if (newStatus === this.state.status) return;
    if (this.state.approval !== null && DECIDED_STATUSES.includes(this.state.status)) {
      throw approvalDecided(this.state.status);
    }
    const allowed = STATUS_TRANSITIONS[this.state.status];
    if (!allowed.includes(newStatus)) throw statusTransitionRefused(this.state.status, newStatus, allowed);
    this.raise({ type: 'task.status.updated.v1', data: { newStatus, ...changeOf(stamp) } });
  }

  changePriority(priority: TaskPriority, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newPriority = choiceOf('priority', priority, TASK_PRIORITIES);
    if (newPriority === this.state.priority) return;
    this.raise({ type: 'task.priority.updated.v1', data: { newPriority, ...changeOf(stamp) } });
  }

  /** Says who has to do the task; `null` says nobody in particular. */
  changeAssignee(assigneeId: string | null, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newAssigneeId = assigneeIdOf(assigneeId);
    if (newAssigneeId === this.state.assigneeId) return;
    this.raise({ type: 'task.assignee.updated.v1', data: { newAssigneeId, ...changeOf(stamp) } });
  }

  /** Says which department owns the task; `null` says none. */
  changeDepartment(department: string | null, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newDepartment = departmentOf(department);
    if (newDepartment === this.state.department) return;
    this.raise({ type: 'task.department.updated.v1', data: { newDepartment, ...changeOf(stamp) } });
  }

  /** Says by when the task has to be done; `null` says by no time in particular. */
  changeDueAt(dueAt: string | null, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newDueAt = dueAtOf(dueAt);
    if (newDueAt === this.state.dueAt) return;
    this.raise({ type: 'task.due.updated.v1', data: { newDueAt, ...changeOf(stamp) } });
  }

  /** Ends the task; doing it again changes nothing. */
  delete({ actor, occurredAt }: Stamp): void {
    if (this.state.isDeleted) return;
    const { title } = this.state;
    this.raise({ type: 'task.deleted.v1', data: { title, deletedAt: occurredAt, deletedBy: actor.id } });
  }

  #refuseIfDeleted(): void {
    if (this.state.isDeleted) throw taskDeleted(this.id);
  }
}

/** How tasks are stored: `tools_provider-task-<id>`. */
export const taskType: AggregateType<TaskState, TaskEvent, Task> = {
  category: CATEGORY,
  name: 'task',
  initial: initialTask,
  eventTypes: TASK_EVENT_TYPES,
  evolve: evolveTask,
  rehydrate: Task.rehydrate,
  isDeleted: ({ isDeleted }) => isDeleted,
};

const changeOf = ({ actor, occurredAt }: Stamp): TaskChange => ({
  updatedAt: occurredAt,
  updatedBy: actor.id,
});

const titleOf = (title: string) => requiredText('title', title, MAX_TITLE_LENGTH);

const descriptionOf = (description: string) =>
  limitedText('description', description, MAX_DESCRIPTION_LENGTH);

const assigneeIdOf = (assigneeId: string | null) =>
  assigneeId === null ? null : requiredText('assigneeId', assigneeId, MAX_ASSIGNEE_ID_LENGTH);

const departmentOf = (department: string | null) =>
  department === null ? null : requiredText('department', department, MAX_DEPARTMENT_LENGTH);

const dueAtOf = (dueAt: string | null) => (dueAt === null ? null : moment('dueAt', dueAt));
