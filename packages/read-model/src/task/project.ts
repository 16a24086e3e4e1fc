import type { TaskChange, TaskEvent } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import { projectionOf } from '../projecting.ts';
import type { TaskDocument } from './task-document.ts';

const AFTER_ALL_OTHERS = '9999-12-31T23:59:59.999Z';

/** Makes the documents of `tasks`, one for each task that is not deleted. */
export const taskProjection = projectionOf<TaskDocument, TaskEvent, 'task.created.v1'>({
  collection: 'tasks',
  createdBy: 'task.created.v1',
  create: (id, data) =>
    found({
      id,
      title: data.title,
      description: data.description,
      status: data.status,
      priority: data.priority,
      assigneeId: data.assigneeId,
      department: data.department,
      // Events of earlier versions have neither.
      dueAt: data.dueAt ?? null,
      approval: data.approval ?? null,
      createdAt: data.createdAt,
      createdBy: data.createdBy,
      updatedAt: data.createdAt,
      updatedBy: data.createdBy,
    }),
  change: {
    'task.title.updated.v1': (document, { newTitle, ...change }) =>
      changed(document, change, { title: newTitle }),
    'task.description.updated.v1': (document, { newDescription, ...change }) =>
      changed(document, change, { description: newDescription }),
    'task.status.updated.v1': (document, { newStatus, ...change }) =>
      changed(document, change, { status: newStatus }),
    'task.priority.updated.v1': (document, { newPriority, ...change }) =>
      changed(document, change, { priority: newPriority }),
    'task.assignee.updated.v1': (document, { newAssigneeId, ...change }) =>
      changed(document, change, { assigneeId: newAssigneeId }),
    'task.department.updated.v1': (document, { newDepartment, ...change }) =>
      changed(document, change, { department: newDepartment }),
    'task.due.updated.v1': (document, { newDueAt, ...change }) =>
      changed(document, change, { dueAt: newDueAt }),
    'task.deleted.v1': () => undefined,
  },
});

function changed(
  document: TaskDocument,
  { updatedAt, updatedBy }: TaskChange,
  fields: Partial<TaskDocument>,
): TaskDocument {
  return found({ ...document, ...fields, updatedAt, updatedBy });
}

/** With what lists find and order it by. */
function found(task: TaskDocument): TaskDocument {
  const dueOrder = task.dueAt ?? AFTER_ALL_OTHERS;
  const isOver = task.status === 'completed' || task.status === 'cancelled';
  return {
    ...task,
    isDecision: (task.approval ?? null) !== null,
    searchWords: searchWords(task.title, task.description),
    titleOrder: orderText(task.title),
    dueOrder,
    openDueOrder: isOver ? AFTER_ALL_OTHERS : dueOrder,
  };
}
