'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ChangeTaskBody, Task } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { loadContracts } from '../api-client/contracts.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCommand } from '../live/use-command.ts';
import { MarkdownField } from '../markdown/markdown-field.tsx';
import { useMe } from '../session/me.tsx';
import { taskCommands } from './commands.ts';
import { withComment } from './comment.ts';
import { taskQuery } from './queries.ts';

const TRIED_AT_MOST = 3;

interface Comment {
  readonly body: ChangeTaskBody;
  readonly on: Pick<Task, 'description' | 'revision'>;
}

/** Writes a comment under the description of a task. It is added to whatever stands there by then, and overwrites nothing. */
export function CommentForm({ task }: { task: Task }) {
  const me = useMe();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const trouble = useFormProblem();
  const comment = useCommand({
    aggregate: 'task',
    send: ({ body, on }: Comment, api: Api) => taskCommands(api).change(task.id, body, on.revision),
    done: ({ revision }) => `Comment saved as v${revision}`,
    undo: (answer, { on }) => ({
      send: (api) => taskCommands(api).change(task.id, { description: on.description }, answer.revision),
      done: ({ revision }) => `The comment is taken back, saved as v${revision}`,
    }),
    showsProblems: true,
  });
  const write = async () => {
    trouble.clear();
    const said = { text, by: me.id, at: new Date().toISOString() };
    let on: Comment['on'] = task;
    for (let tries = 1; ; tries += 1) {
      try {
        const { changeTaskBody } = await loadContracts();
        const body = changeTaskBody.safeParse({ description: withComment(on.description, said) });
        if (!body.success) return trouble.refuse(body.error.issues);
        await comment.mutateAsync({ body: body.data, on });
        return setText('');
      } catch (error) {
        if (problemOf(error)?.status !== 412 || tries === TRIED_AT_MOST) return trouble.fail(error);
        // Somebody changed the task meanwhile: the comment goes under what they wrote.
        const wanted = problemOf(error)?.currentRevision ?? on.revision + 1;
        on = await client.query({ ...taskQuery(browserApi, task.id, () => wanted), staleTime: 0 });
      }
    }
  };
  return (
    <form
      ref={trouble.form}
      noValidate
      aria-label="Comment"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <FormProblem problem={trouble.problem} />
      <MarkdownField
        label="Add a comment"
        name="comment"
        rows={3}
        value={text}
        error={trouble.errors.description}
        onChange={setText}
      />
      <div className="flex justify-end">
        <Button type="submit" size="small" disabled={comment.isPending || text.trim() === ''}>
          {comment.isPending ? 'Saving…' : 'Comment'}
        </Button>
      </div>
    </form>
  );
}
