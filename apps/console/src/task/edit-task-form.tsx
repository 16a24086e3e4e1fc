'use client';

import { type ChangeTaskBody, changeTaskBody, type Task } from '@tools-provider/contracts';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { bodyOfTask, TaskFields } from './task-fields.tsx';

/** Changes a task as it was when the form was opened; a change of somebody else meanwhile is not overwritten. */
export function EditTaskForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const [opened] = useState(task);
  const [draft, setDraft] = useState({
    title: task.title,
    description: task.description,
    priority: task.priority,
    assigneeId: task.assigneeId ?? '',
    department: task.department ?? '',
  });
  const trouble = useFormProblem();
  const change = useCommand({
    aggregate: 'task',
    send: (body: ChangeTaskBody) => taskCommands(browserApi).change(opened.id, body, opened.revision),
    done: ({ revision }) => `Saved as v${revision}`,
    onWritten: onDone,
    showsProblems: true,
  });
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const body = changeTaskBody.safeParse(bodyOfTask(draft));
        if (!body.success) return trouble.refuse(body.error.issues);
        trouble.clear();
        change.mutate(body.data, { onError: trouble.fail });
      }}
    >
      <FormProblem problem={trouble.problem} />
      <TaskFields value={draft} onChange={setDraft} errors={trouble.errors} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {change.isPending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
