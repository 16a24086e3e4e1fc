'use client';

import { useQuery } from '@tanstack/react-query';
import type { ToolGroup } from '@tools-provider/contracts';
import { CircleX, Hourglass } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { cn } from '../components/ui/cn.ts';
import { useMe } from '../session/me.tsx';
import { mayApprove } from '../session/permissions.ts';
import { ApprovalDecision, isApprovalTask } from '../task/approval-panel.tsx';
import { taskQuery } from '../task/queries.ts';
import { isDecided } from '../task/status.ts';
import { Moment } from '../time/moment.tsx';
import { lastRejectionQuery } from './rejection.ts';

/** What an inactive group that needs an approval is waiting for, or why it did not get it. */
export function ActivationNotice({ group }: { group: ToolGroup }) {
  if (group.activationRequest !== null) return <PendingRequest request={group.activationRequest} />;
  return group.requiresApproval && !group.isActive ? <LastRejection group={group} /> : null;
}

function PendingRequest({ request }: { request: NonNullable<ToolGroup['activationRequest']> }) {
  const { requestedAt, requestedBy, taskId } = request;
  const mayDecide = mayApprove(useMe(), request);
  return (
    <Notice
      label="Activation request"
      icon={<Hourglass aria-hidden />}
      className="border-wait-border bg-wait-soft"
    >
      <p className="font-medium">
        Activation requested <Moment at={requestedAt} /> by {requestedBy}
      </p>
      <p className="text-muted">
        The group stays inactive until an admin other than {requestedBy} completes the approval task; if it is
        cancelled or not decided in time, the request is rejected.
      </p>
      {mayDecide && <DecideHere taskId={taskId} />}
      <p>
        <Link href={`/tasks?task=${taskId}`} className={link}>
          Open the approval task
        </Link>
      </p>
    </Notice>
  );
}

// The task is there a moment after the request; until then there is nothing to decide.
function DecideHere({ taskId }: { taskId: string }) {
  const task = useQuery(taskQuery(browserApi, taskId)).data;
  if (task === undefined || !isApprovalTask(task)) return null;
  if (isDecided(task)) {
    return <p>{task.status === 'completed' ? 'It was approved just now.' : 'It was rejected just now.'}</p>;
  }
  return (
    <div className="my-1.5 flex flex-col gap-2">
      <ApprovalDecision task={task} />
    </div>
  );
}

function LastRejection({ group }: { group: ToolGroup }) {
  const rejection = useQuery(lastRejectionQuery(browserApi, group)).data;
  if (rejection === undefined || rejection === null) return null;
  const { reason, rejectedAt, rejectedBy } = rejection;
  return (
    <Notice label="Activation request" icon={<CircleX aria-hidden />} className="bg-sunken">
      <p className="font-medium">
        The last activation request was rejected <Moment at={rejectedAt} />
        {rejectedBy.startsWith('saga:') ? ', by itself' : ` by ${rejectedBy}`}
      </p>
      <p className="break-words text-muted">
        {reason === null ? 'No reason was given.' : `Reason: ${reason}`}
      </p>
    </Notice>
  );
}

const link = 'font-medium text-accent-text underline underline-offset-2';

function Notice({
  label,
  icon,
  className,
  children,
}: {
  label: string;
  icon: ReactNode;
  className: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      className={cn(
        'mb-(--between) flex gap-3 rounded-xl border px-4 py-3 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0',
        className,
      )}
    >
      {icon}
      <div className="flex min-w-0 flex-col gap-1">{children}</div>
    </section>
  );
}
