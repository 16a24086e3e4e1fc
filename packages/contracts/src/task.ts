import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { oneLine } from './one-line.ts';
import { taskPriorities, taskSorts, taskStatuses } from './values.ts';

export const taskStatus = z.enum(taskStatuses);
export const taskPriority = z.enum(taskPriorities);

export type TaskStatus = z.infer<typeof taskStatus>;
export type TaskPriority = z.infer<typeof taskPriority>;

const title = oneLine(200);
const description = z.string().max(10_000).meta({ description: 'Markdown; rendered sanitised' });
const assigneeId = z.string().trim().min(1).max(200);
const department = oneLine(200);

const dueAt = timestamp.meta({ description: 'By when it has to be done; UTC, with milliseconds' });

/** What a task decides by its status: completed activates a tool group that requires an approval, cancelled withdraws the request. */
export const taskApproval = z
  .object({
    toolGroupId: aggregateId,
    requestId: z.string(),
    requestedBy: z.string().meta({ description: 'Who asked, and cannot approve' }),
  })
  .meta({ id: 'TaskApproval' });

/** `POST /api/v1/tasks`. */
export const createTaskBody = z
  .strictObject({
    id: aggregateId.optional(),
    title,
    description: description.optional(),
    status: taskStatus.optional(),
    priority: taskPriority.optional(),
    assigneeId: assigneeId.nullish(),
    department: department.nullish(),
    dueAt: dueAt.nullish(),
  })
  .meta({ id: 'CreateTask', examples: [{ title: 'Review the orders’ tools', priority: 'high' }] });

export type CreateTaskBody = z.infer<typeof createTaskBody>;

/** `PATCH /api/v1/tasks/{id}`: what is left out stays, null clears. */
export const changeTaskBody = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    status: taskStatus.optional(),
    priority: taskPriority.optional(),
    assigneeId: assigneeId.nullish(),
    department: department.nullish(),
    dueAt: dueAt.nullish(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeTask', examples: [{ status: 'in_progress' }] });

export type ChangeTaskBody = z.infer<typeof changeTaskBody>;

const taskFields = z.object({
  id: aggregateId,
  title: z.string(),
  description: z.string(),
  status: taskStatus,
  priority: taskPriority,
  assigneeId: z.string().nullable(),
  department: z.string().nullable(),
  dueAt: timestamp.nullable(),
  approval: taskApproval.nullable().meta({ description: 'What the task decides by its status, for good' }),
  createdAt: timestamp,
  createdBy: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});

/** What a command on a task answers: the task as it was just written, and its revision. */
export const writtenTask = taskFields.extend({ revision }).meta({ id: 'WrittenTask' });

export type WrittenTask = z.infer<typeof writtenTask>;

/** A task as the read model has it. */
export const task = taskFields.extend({ revision, projectedAt: timestamp, consistency }).meta({ id: 'Task' });

export type Task = z.infer<typeof task>;

/** The orders of the list of tasks; a leading `-` means descending. By `dueAt` tasks without a due date come last. */
export const taskSort = z.enum(taskSorts);
