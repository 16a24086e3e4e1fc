'use client';

import { useQuery } from '@tanstack/react-query';
import type { Task } from '@tools-provider/contracts';
import { CircleCheck, CircleX, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { useMe } from '../session/me.tsx';
import { Moment } from '../time/moment.tsx';
import { toolGroupQuery } from '../tool-group/queries.ts';
import { cancellingWords, whyNotApprove } from './approval-words.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { isDecided, offeredStatuses } from './status.ts';
import { useStatusChange } from './use-status-change.ts';

type ApprovalTask = Task & { readonly approval: NonNullable<Task['approval']> };

/** Whether a task decides about an activation. */
export function isApprovalTask(task: Task): task is ApprovalTask {
  return task.approval !== null;
}

/** What a task asks for that decides about an activation, and how to answer it. */
export function ApprovalPanel({ task }: { task: ApprovalTask }) {
  const { approval, dueAt } = task;
  return (
    <section aria-label="Approval" className="flex flex-col gap-3 rounded-xl border bg-sunken/60 p-4 text-sm">
      <p className="flex items-start gap-2 font-medium">
        <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0">
          {approval.requestedBy} asks to activate <GroupLink id={approval.toolGroupId} />.
        </span>
      </p>
      {isDecided(task) ? (
        <p className="text-muted">
          {task.status === 'completed'
            ? 'This was approved.'
            : 'This was not approved: the task is cancelled.'}{' '}
          The decision is final.
        </p>
      ) : (
        <>
          <p className="text-muted">
            Completing this task approves it, cancelling withdraws the request.
            {dueAt !== null && (
              <>
                {' '}
                Not decided by the due date (<Moment at={dueAt} />
                ), the request is rejected.
              </>
            )}
          </p>
          <ApprovalDecision task={task} />
        </>
      )}
    </section>
  );
}

/** The answers to a request for an activation that the signed-in person may give, or why they may give none. */
export function ApprovalDecision({ task }: { task: ApprovalTask }) {
  const me = useMe();
  const change = useStatusChange();
  const offered = offeredStatuses(task, me);
  const whyNot = whyNotApprove(me, task.approval);
  const isBusy = change.wantedOf(task) !== undefined;
  return (
    <>
      {whyNot !== undefined && <p>{whyNot}</p>}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {offered.includes('completed') && (
          <Button variant="primary" disabled={isBusy} onClick={() => change.choose(task, 'completed')}>
            <CircleCheck aria-hidden />
            Approve activation
          </Button>
        )}
        {offered.includes('cancelled') && (
          <Button variant="danger" disabled={isBusy} onClick={() => change.choose(task, 'cancelled')}>
            <CircleX aria-hidden />
            {cancellingWords(me, task.approval)}
          </Button>
        )}
      </div>
      <DecisionDialog change={change} />
    </>
  );
}

function GroupLink({ id }: { id: string }) {
  const group = useQuery(toolGroupQuery(browserApi, id));
  if (problemOf(group.error)?.status === 410) return <>a tool group that was deleted since</>;
  return (
    <Link
      href={`/tool-groups/${id}`}
      prefetch={false}
      className="break-words text-accent-text underline underline-offset-2"
    >
      {group.data?.name ?? 'a tool group'}
    </Link>
  );
}
