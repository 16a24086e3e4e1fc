'use client';

import { type CreateTaskBody, createTaskBody } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCreated } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { bodyOfTask, type TaskDraft, TaskFields } from './task-fields.tsx';

const blank: TaskDraft = {
  title: '',
  description: '',
  priority: 'medium',
  assigneeId: '',
  department: '',
  dueAt: '',
};

/** Where a new task is written down. */
export function CreateTaskDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="New task">
      <CreateTaskForm onClose={onClose} />
    </Dialog>
  );
}

function CreateTaskForm({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(blank);
  const trouble = useFormProblem();
  const created = useCreated();
  const create = useCommand({
    aggregate: 'task',
    send: (body: CreateTaskBody, api: Api) => taskCommands(api).create(body),
    done: ({ title, revision }) => `“${title}” saved as v${revision}`,
    showsProblems: true,
    onWritten: (written) => {
      created.add('task', written);
      onClose();
    },
  });
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const body = createTaskBody.safeParse(bodyOfTask(draft));
        if (!body.success) return trouble.refuse(body.error.issues);
        trouble.clear();
        create.mutate(body.data, { onError: trouble.fail });
      }}
    >
      <FormProblem problem={trouble.problem} />
      <TaskFields value={draft} onChange={setDraft} errors={trouble.errors} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {create.isPending ? 'Saving…' : 'Create task'}
        </Button>
      </div>
    </form>
  );
}
