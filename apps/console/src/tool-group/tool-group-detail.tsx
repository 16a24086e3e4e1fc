'use client';

import { useQuery } from '@tanstack/react-query';
import type { ToolGroup } from '@tools-provider/contracts';
import { useQueryStates } from 'nuqs';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger } from '../live/live-provider.tsx';
import { GroupDeleted, GroupLeftOut, GroupNotShownYet } from './absent-group.tsx';
import { ActivationNotice } from './activation-notice.tsx';
import { ActivePill } from './active-pill.tsx';
import { ApprovalPill } from './approval-pill.tsx';
import { GroupActions } from './group-actions.tsx';
import { GroupMenu } from './group-menu.tsx';
import { GroupSkeleton } from './group-skeleton.tsx';
import { GroupTabs } from './group-tabs.tsx';
import { groupPageState } from './page-state.ts';
import { PastGroup } from './past-group.tsx';
import { toolGroupQuery } from './queries.ts';

/** One tool group: its rules, and what can be done with it; or what it was at a revision that the URL names. */
export function ToolGroupDetail({ id }: { id: string }) {
  const [{ atRevision }] = useQueryStates(groupPageState);
  return (
    <>
      <BackLink href="/tool-groups">Tool groups</BackLink>
      {atRevision === null ? <Present id={id} /> : <PastGroup id={id} revision={atRevision} />}
    </>
  );
}

function Present({ id }: { id: string }) {
  const ledger = useLedger();
  const query = useQuery(
    toolGroupQuery(browserApi, id, () => ledger.get(aggregateKey('tool-group', id))?.head ?? null),
  );
  const problem = problemOf(query.error);
  return (
    <>
      {problem?.status === 410 ? (
        <GroupDeleted id={id} />
      ) : query.data !== undefined ? (
        <Group group={query.data} />
      ) : problem?.code === 'left-out' ? (
        <GroupLeftOut id={id} reason={problem.detail} />
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
        <Pending id={id} />
      )}
    </>
  );
}

function Group({ group }: { group: ToolGroup }) {
  return (
    <>
      <PageHeading title={group.name} description={group.description === '' ? undefined : group.description}>
        <GroupActions group={group} />
        <GroupMenu id={group.id} />
      </PageHeading>
      <div className="mb-(--between) flex flex-wrap items-center gap-2">
        <ConsistencyBadge aggregate="tool-group" id={group.id} document={group} className="max-w-full" />
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

function Pending({ id }: { id: string }) {
  const ledger = useLedger();
  const isWritten = ledger.get(aggregateKey('tool-group', id)) !== undefined;
  return isWritten ? <GroupNotShownYet id={id} /> : <GroupSkeleton />;
}
