'use client';

import { useQuery } from '@tanstack/react-query';
import type { Source } from '@tools-provider/contracts';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger } from '../live/live-provider.tsx';
import { useMe } from '../session/me.tsx';
import { mayAdminister } from '../session/permissions.ts';
import { SourceDeleted, SourceNotShownYet } from './absent-source.tsx';
import { EnabledPill, HealthPill } from './health-pill.tsx';
import { sourceQuery } from './queries.ts';
import { SourceActions } from './source-actions.tsx';
import { HealthNotice, RefreshNotice, type RefreshOutcome } from './source-notice.tsx';
import { SourceTabs } from './source-tabs.tsx';
import { kindNames } from './words.ts';

/** One source: how well it can be read, what it offers, and what can be done with it. */
export function SourceDetail({ id }: { id: string }) {
  const ledger = useLedger();
  const written = () => ledger.get(aggregateKey('source', id))?.head ?? null;
  const query = useQuery(sourceQuery(browserApi, id, written));
  const problem = problemOf(query.error);
  return (
    <>
      <BackLink href="/sources">Sources</BackLink>
      {problem?.status === 410 ? (
        <SourceDeleted />
      ) : query.data !== undefined ? (
        <Detail source={query.data} />
      ) : problem?.code === 'not-projected-yet' ? (
        <SourceNotShownYet id={id} />
      ) : query.isError ? (
        <>
          <PageHeading title="Source" />
          <Card>
            <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />
          </Card>
        </>
      ) : written() !== null ? (
        <SourceNotShownYet id={id} />
      ) : (
        <div role="status" aria-label="Loading">
          <h1 className="sr-only">Source</h1>
          <Skeleton className="mb-3 h-7 w-64" />
          <Skeleton className="mb-6 h-6 w-40 rounded-full" />
          <Skeleton className="h-72 rounded-xl" />
        </div>
      )}
    </>
  );
}

function Detail({ source }: { source: Source }) {
  const [outcome, setOutcome] = useState<RefreshOutcome | null>(null);
  const canAdminister = mayAdminister(useMe());
  return (
    <>
      <PageHeading title={source.name} description={source.url ?? undefined}>
        {canAdminister && <SourceActions source={source} onOutcome={setOutcome} />}
      </PageHeading>
      <div className="mb-(--between) flex flex-wrap items-center gap-2">
        <ConsistencyBadge aggregate="source" id={source.id} document={source} className="max-w-full" />
        <HealthPill health={source.health} />
        <EnabledPill isEnabled={source.isEnabled} />
        <Pill>{kindNames[source.kind]}</Pill>
        {!source.isEnabled && source.disabledReason !== null && (
          <p className="min-w-0 text-[0.8125rem] break-words text-muted">because: {source.disabledReason}</p>
        )}
      </div>
      <RefreshNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      <HealthNotice source={source} />
      <SourceTabs source={source} />
    </>
  );
}
