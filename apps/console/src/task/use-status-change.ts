'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useCommand } from '../live/use-command.ts';
import { taskCommands } from './commands.ts';
import { statusNames } from './words.ts';

/** Gives a task another status. What decides about an activation has to be confirmed first. */
export function useStatusChange(task: Task) {
  const [decision, setDecision] = useState<TaskStatus | null>(null);
  const change = useCommand({
    aggregate: 'task',
    send: (status: TaskStatus, api: Api) => taskCommands(api).change(task.id, { status }),
    done: ({ status, revision }) => changeWords(task, status, revision),
  });
  return {
    decision,
    wanted: change.isPending ? change.variables : undefined,
    choose: (status: TaskStatus) => {
      const decides = task.approval !== null && (status === 'completed' || status === 'cancelled');
      if (decides) setDecision(status);
      else change.mutate(status);
    },
    decide: (status: TaskStatus) => change.mutate(status, { onSettled: () => setDecision(null) }),
    dismiss: () => setDecision(null),
  };
}

function changeWords({ title, approval }: Task, status: TaskStatus, revision: number): string {
  if (approval !== null && status === 'completed') {
    return `Approved, saved as v${revision}; the tool group is activated in a moment`;
  }
  if (approval !== null && status === 'cancelled') {
    return `The request is withdrawn, saved as v${revision}; the tool group stays inactive`;
  }
  return `“${title}” is ${statusNames[status].toLowerCase()}, saved as v${revision}`;
}
