import type { CommandResponse } from '@tools-provider/application';
import type { Consistency, Task, WrittenTask } from '@tools-provider/contracts';
import type { TaskState } from '@tools-provider/domain';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';

type Fields = Omit<WrittenTask, 'id' | 'revision'>;

/** The task as a command has just written it, or as it was at a revision. */
export function writtenAnswer({
  id,
  revision,
  state,
}: CommandResponse<TaskState | TaskDocument>): WrittenTask {
  return { id, ...fieldsOf(state), revision };
}

/** The task as the read model has it. */
export function readAnswer(document: StoredDocument<TaskDocument>, consistency: Consistency): Task {
  const { id, revision, projectedAt } = document;
  return { id, ...fieldsOf(document), revision, projectedAt, consistency };
}

function fieldsOf(source: TaskState | TaskDocument): Fields {
  const { title, description, status, priority, assigneeId, department } = source;
  const { createdAt, createdBy, updatedAt, updatedBy } = source;
  return {
    title,
    description,
    status,
    priority,
    assigneeId,
    department,
    // Documents of earlier versions have neither.
    dueAt: source.dueAt ?? null,
    approval: source.approval ?? null,
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
  };
}
