'use client';

import { useQuery } from '@tanstack/react-query';
import type { ToolGroup } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger } from '../live/live-provider.tsx';
import { GroupDeleted, GroupNotShownYet } from './absent-group.tsx';
import { ActivationNotice } from './activation-notice.tsx';
import { ActivePill } from './active-pill.tsx';
import { ApprovalPill } from './approval-pill.tsx';
import { GroupActions } from './group-actions.tsx';
import { GroupTabs } from './group-tabs.tsx';
import { toolGroupQuery } from './queries.ts';

/** One tool group: its rules, and what can be done with it. */
export function ToolGroupDetail({ id }: { id: string }) {
  const ledger = useLedger();
  const query = useQuery(
    toolGroupQuery(browserApi, id, () => ledger.get(aggregateKey('tool-group', id))?.head ?? null),
  );
  const problem = problemOf(query.error);
  return (
    <>
      <BackLink href="/tool-groups">Tool groups</BackLink>
      {problem?.status === 410 ? (
        <GroupDeleted />
      ) : query.data !== undefined ? (
        <Group group={query.data} />
      ) : problem?.code === 'not-projected-yet' ? (
        <GroupNotShownYet id={id} />
      ) : query.isError ? (
        <>
          <PageHeading title="Tool group" />
          <Card>
            <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
          </Card>
        </>
      ) : (
        <GroupSkeleton id={id} />
      )}
    </>
  );
}

function Group({ group }: { group: ToolGroup }) {
  return (
    <>
      <PageHeading title={group.name} description={group.description === '' ? undefined : group.description}>
        <GroupActions group={group} />
      </PageHeading>
      <div className="mb-(--between) flex flex-wrap items-center gap-2">
        <ConsistencyBadge aggregate="tool-group" id={group.id} document={group} />
        <ActivePill isActive={group.isActive} />
        <ApprovalPill group={group} />
        {!group.isActive && group.deactivationReason !== null && (
          <p className="text-[0.8125rem] text-muted">because: {group.deactivationReason}</p>
        )}
      </div>
      <ActivationNotice group={group} />
      <GroupTabs group={group} />
    </>
  );
}

function GroupSkeleton({ id }: { id: string }) {
  const ledger = useLedger();
  const isWritten = ledger.get(aggregateKey('tool-group', id)) !== undefined;
  if (isWritten) return <GroupNotShownYet id={id} />;
  return (
    <div role="status" aria-label="Loading">
      <h1 className="sr-only">Tool group</h1>
      <Skeleton className="mb-3 h-7 w-64" />
      <Skeleton className="mb-6 h-6 w-40 rounded-full" />
      <div className="grid gap-5 lg:grid-cols-[1fr_19.5rem]">
        <Skeleton className="h-64 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
      </div>
    </div>
  );
}
