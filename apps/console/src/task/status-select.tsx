'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { Select } from '../components/ui/field.tsx';
import { useMe } from '../session/me.tsx';
import { cancellingWords } from './approval-words.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { offeredStatuses } from './status.ts';
import { StatusPill } from './status-pill.tsx';
import { useStatusChange } from './use-status-change.ts';
import { statusNames } from './words.ts';

/** A task's status; who may change it chooses the next one right here. */
export function StatusSelect({ task }: { task: Task }) {
  const me = useMe();
  const change = useStatusChange(task);
  const offered = offeredStatuses(task, me);
  if (offered.length === 1) return <StatusPill status={task.status} />;
  return (
    <>
      <Select
        aria-label={`Status of ${task.title}`}
        className="h-8 w-34 text-[0.8125rem]"
        value={change.wanted ?? task.status}
        disabled={change.wanted !== undefined}
        onChange={({ target }) => change.choose(target.value as TaskStatus)}
      >
        {offered.map((status) => (
          <option key={status} value={status}>
            {task.approval === null || status === task.status
              ? statusNames[status]
              : decisionName(status, cancellingWords(me, task.approval))}
          </option>
        ))}
      </Select>
      {task.approval !== null && (
        <DecisionDialog
          approval={task.approval}
          decision={change.decision}
          isBusy={change.wanted !== undefined}
          onDecide={change.decide}
          onClose={change.dismiss}
        />
      )}
    </>
  );
}

function decisionName(status: TaskStatus, cancelling: string): string {
  if (status === 'completed') return `${statusNames[status]}: approve`;
  if (status === 'cancelled') return `${statusNames[status]}: ${cancelling.toLowerCase()}`;
  return statusNames[status];
}
