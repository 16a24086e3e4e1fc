'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ChangeTaskBody, Task } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { useCommand } from '../live/use-command.ts';
import { toDateTimeInput } from '../time/date-time.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { taskCommands } from './commands.ts';
import { taskQuery } from './queries.ts';
import { draftOf } from './task-changes.ts';
import { bodyOfTask, type TaskDraft, TaskFields } from './task-fields.tsx';

/** Changes a task as it was when the form was opened; a change of somebody else meanwhile is not overwritten. */
export function EditTaskForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const client = useQueryClient();
  const [opened, setOpened] = useState(task);
  const [draft, setDraft] = useState(() => draftOf(task));
  const [theirs, setTheirs] = useState<Task | null>(null);
  const trouble = useFormProblem();
  const change = useCommand({
    aggregate: 'task',
    send: (body: ChangeTaskBody, api: Api) => taskCommands(api).change(opened.id, body, opened.revision),
    done: ({ revision }) => `Saved as v${revision}`,
    undo: (answer, body) =>
      answer.revision === opened.revision
        ? undefined
        : {
            send: (api) => taskCommands(api).change(opened.id, before(opened, body), answer.revision),
            done: ({ revision }) => `“${opened.title}” is as it was, saved as v${revision}`,
          },
    onWritten: onDone,
    showsProblems: true,
  });
  const fail = (error: unknown) => {
    const problem = problemOf(error);
    if (problem?.status !== 412) return trouble.fail(error);
    const wanted = problem.currentRevision ?? opened.revision + 1;
    client
      .query({ ...taskQuery(browserApi, opened.id, () => wanted), staleTime: 0 })
      .then(setTheirs, trouble.fail);
  };
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ changeTaskBody }) => changeTaskBody.safeParse(bodyOf(draft, opened)),
          (body) => change.mutate(body, { onError: fail }),
        )
      }
    >
      {theirs !== null && (
        <ChangedMeanwhile
          key={theirs.revision}
          base={opened}
          theirs={theirs}
          yours={draft}
          onMerged={(decided) => {
            setDraft(decided);
            setOpened(theirs);
            setTheirs(null);
          }}
        />
      )}
      <TaskFields value={draft} onChange={setDraft} errors={trouble.errors} />
      <FormButtons onCancel={onDone} disabled={change.isPending || theirs !== null}>
        {change.isPending ? 'Saving…' : 'Save'}
      </FormButtons>
    </ProblemForm>
  );
}

// The input knows no seconds: a due date that was left alone stays as it is, to the millisecond.
function bodyOf(draft: TaskDraft, { dueAt: before }: Task): ChangeTaskBody {
  const { dueAt, ...rest } = bodyOfTask(draft);
  return draft.dueAt === toDateTimeInput(before) ? rest : { ...rest, dueAt };
}

/** Of what a change says, what was there before it. */
function before(task: Task, change: ChangeTaskBody): ChangeTaskBody {
  const fields = Object.keys(change) as (keyof ChangeTaskBody)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]]));
}
