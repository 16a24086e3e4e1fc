'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { Select } from '../components/ui/field.tsx';
import { useMe } from '../session/me.tsx';
import { cancellingWords } from './approval-words.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { offeredStatuses } from './status.ts';
import { StatusPill } from './status-pill.tsx';
import { useStatusChange } from './use-status-change.ts';
import { decisionName, statusNames } from './words.ts';

/** A task's status; who may change it chooses the next one right here. */
export function StatusSelect({ task }: { task: Task }) {
  const me = useMe();
  const change = useStatusChange();
  const wanted = change.wantedOf(task);
  const offered = offeredStatuses(task, me);
  if (offered.length === 1) return <StatusPill status={task.status} />;
  return (
    <>
      <Select
        aria-label={`Status of ${task.title}`}
        className="h-8 w-34 text-[0.8125rem]"
        value={wanted ?? task.status}
        disabled={wanted !== undefined}
        onChange={({ target }) => change.choose(task, target.value as TaskStatus)}
      >
        {offered.map((status) => (
          <option key={status} value={status}>
            {task.approval === null || status === task.status
              ? statusNames[status]
              : decisionName(status, cancellingWords(me, task.approval).toLowerCase())}
          </option>
        ))}
      </Select>
      <DecisionDialog change={change} />
    </>
  );
}
