'use client';

import type { CreateTaskBody } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Dialog } from '../components/ui/dialog.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
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
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ createTaskBody }) => createTaskBody.safeParse(bodyOfTask(draft)),
          (body) => create.mutate(body, { onError: trouble.fail }),
        )
      }
    >
      <TaskFields value={draft} onChange={setDraft} errors={trouble.errors} />
      <FormButtons onCancel={onClose} disabled={create.isPending}>
        {create.isPending ? 'Saving…' : 'Create task'}
      </FormButtons>
    </ProblemForm>
  );
}
