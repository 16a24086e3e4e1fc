'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { Ban, CircleCheck, CircleDashed, CircleDotDashed } from 'lucide-react';
import { browserApi } from '../api-client/browser-api.ts';
import { Select } from '../components/ui/field.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { useCommand } from '../live/use-command.ts';
import { useMe } from '../session/me.tsx';
import { mayChangeStatus } from '../session/permissions.ts';
import { taskCommands } from './commands.ts';
import { offeredStatuses, statusNames } from './words.ts';

const commands = taskCommands(browserApi);

/** A task's status; who may change it chooses the next one right here. */
export function StatusSelect({ task }: { task: Task }) {
  const me = useMe();
  const change = useCommand({
    aggregate: 'task',
    send: (status: TaskStatus) => commands.change(task.id, { status }),
    done: ({ status, revision }) =>
      `“${task.title}” is ${statusNames[status].toLowerCase()}, saved as v${revision}`,
  });
  if (!mayChangeStatus(me, task)) return <StatusPill status={task.status} />;
  return (
    <Select
      aria-label={`Status of ${task.title}`}
      className="h-8 w-34 text-[0.8125rem]"
      value={change.isPending ? change.variables : task.status}
      disabled={change.isPending}
      onChange={({ target }) => change.mutate(target.value as TaskStatus)}
    >
      {offeredStatuses(task.status).map((status) => (
        <option key={status} value={status}>
          {statusNames[status]}
        </option>
      ))}
    </Select>
  );
}

const looks = {
  pending: { tone: 'plain', Icon: CircleDashed },
  in_progress: { tone: 'accent', Icon: CircleDotDashed },
  completed: { tone: 'ok', Icon: CircleCheck },
  cancelled: { tone: 'plain', Icon: Ban },
} as const;

/** A task's status, to read. */
export function StatusPill({ status }: { status: TaskStatus }) {
  const { tone, Icon } = looks[status];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {statusNames[status]}
    </Pill>
  );
}
