'use client';

import { useQuery } from '@tanstack/react-query';
import { browserApi } from '../../api-client/browser-api.ts';
import { problemOf } from '../../api-client/problem-error.ts';
import { BackLink } from '../../components/ui/back-link.tsx';
import { Card } from '../../components/ui/card.tsx';
import { ProblemNotice } from '../../components/ui/notices.tsx';
import { PageHeading } from '../../components/ui/page-heading.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { ConsistencyBadge } from '../../consistency/consistency-badge.tsx';
import { aggregateKey } from '../../consistency/known-revision.ts';
import { useLedger } from '../../live/live-provider.tsx';
import { GroupDeleted, GroupNotShownYet } from '../absent-group.tsx';
import { groupHref } from '../hrefs.ts';
import { toolGroupQuery } from '../queries.ts';
import { GroupEditor } from './group-editor.tsx';

/** The page on which a tool group is edited. */
export function EditToolGroup({ id }: { id: string }) {
  const ledger = useLedger();
  const query = useQuery(
    toolGroupQuery(browserApi, id, () => ledger.get(aggregateKey('tool-group', id))?.head ?? null),
  );
  const problem = problemOf(query.error);
  if (problem?.status === 410 && query.data === undefined) return <GroupDeleted id={id} />;
  if (query.data !== undefined) {
    return (
      <>
        <BackLink href={groupHref(id)}>{query.data.name}</BackLink>
        <PageHeading
          title="Edit tool group"
          description="Everything you change is saved at once, or not at all."
        >
          <ConsistencyBadge aggregate="tool-group" id={id} document={query.data} className="max-w-full" />
        </PageHeading>
        <GroupEditor group={query.data} isDeleted={problem?.status === 410} />
      </>
    );
  }
  if (problem?.code === 'not-projected-yet') return <GroupNotShownYet id={id} />;
  return (
    <>
      <BackLink href="/tool-groups">Tool groups</BackLink>
      <PageHeading title="Edit tool group" />
      {query.isError ? (
        <Card>
          <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <EditorSkeleton />
      )}
    </>
  );
}

function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-72 rounded-xl" />
        <Skeleton className="h-40 rounded-xl" />
      </div>
      <Skeleton className="h-48 rounded-xl" />
    </div>
  );
}
