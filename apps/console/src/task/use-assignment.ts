'use client';

import type { Task, WrittenTask } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';

interface Assignment {
  readonly id: string;
  readonly from: string | null;
  readonly assigneeId: string | null;
}

/** Gives tasks to somebody, or to nobody. */
export function useAssignment() {
  const assign = useCommand({
    aggregate: 'task',
    send: ({ id, assigneeId }: Assignment, api: Api) => taskCommands(api).change(id, { assigneeId }),
    done: assignmentWords,
    undo: (answer, { from }) =>
      answer.assigneeId === from
        ? undefined
        : {
            send: (api) => taskCommands(api).change(answer.id, { assigneeId: from }, answer.revision),
            done: ({ revision }) =>
              `“${answer.title}” is ${from === null ? 'nobody’s' : `${from}’s`} again, saved as v${revision}`,
          },
  });
  return {
    isBusy: assign.isPending,
    assign: ({ id, assigneeId: from }: Task, assigneeId: string | null) => {
      if (assigneeId !== from) assign.mutate({ id, from, assigneeId });
    },
  };
}

function assignmentWords({ title, assigneeId, revision }: WrittenTask): string {
  return assigneeId === null
    ? `“${title}” is nobody’s, saved as v${revision}`
    : `“${title}” is ${assigneeId}’s, saved as v${revision}`;
}
