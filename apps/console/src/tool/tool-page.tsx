'use client';

import { useQuery } from '@tanstack/react-query';
import type { Tool } from '@tools-provider/contracts';
import dynamic from 'next/dynamic';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card, Section } from '../components/ui/card.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger } from '../live/live-provider.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import type { Covered } from './covered.ts';
import { Endpoint } from './endpoint.tsx';
import { GroupsOfTool } from './groups-of-tool.tsx';
import { toolQuery } from './queries.ts';
import { sourceOf } from './source-of.ts';
import { ToolActions } from './tool-actions.tsx';
import { ToolConsistency } from './tool-consistency.tsx';
import { ToolFacts } from './tool-facts.tsx';
import { ToolLabels } from './tool-labels.tsx';
import { ToolNotice } from './tool-notice.tsx';
import { ToolState } from './tool-state.tsx';
import { useProjectedSources } from './use-projected-sources.ts';

const SchemaView = dynamic(() => import('./schema-view.tsx').then((module) => module.SchemaView), {
  loading: () => <Skeleton className="m-4 h-32" />,
});

/** One tool: what it does and takes, what is decided about it, and which groups it is in. */
export function ToolPage({ id }: { id: string }) {
  const ledger = useLedger();
  const projected = useProjectedSources();
  const written = () => ledger.get(aggregateKey('source', sourceOf(id)))?.head ?? null;
  const query = useQuery(toolQuery(browserApi, id, { projected, written }));
  return (
    <>
      <BackLink href="/tools">Tools</BackLink>
      {query.data !== undefined && problemOf(query.error)?.status !== 410 ? (
        <Detail tool={query.data} />
      ) : query.isError ? (
        <>
          <PageHeading title="Tool" />
          <Card>
            <ProblemNotice problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
          </Card>
        </>
      ) : (
        <div role="status" aria-label="Loading">
          <h1 className="sr-only">Tool</h1>
          <Skeleton className="mb-3 h-7 w-64" />
          <Skeleton className="mb-6 h-6 w-40 rounded-full" />
          <Skeleton className="h-72 rounded-xl" />
        </div>
      )}
    </>
  );
}

function Detail({ tool }: { tool: Covered<Tool> }) {
  const canCurate = mayCurate(useMe());
  return (
    <>
      <PageHeading title={tool.name} description={tool.description === '' ? undefined : tool.description}>
        {canCurate && <ToolActions tool={tool} />}
      </PageHeading>
      <div className="mb-(--between) flex flex-wrap items-center gap-x-3 gap-y-2">
        <ToolConsistency tool={tool} />
        <ToolState tool={tool} />
        <Endpoint tool={tool} className="max-w-full" />
      </div>
      <ToolNotice tool={tool} />
      <div className="grid items-start gap-(--between) lg:grid-cols-[1fr_19.5rem]">
        <div className="flex min-w-0 flex-col gap-(--between)">
          <GroupsOfTool id={tool.id} />
          <Section title="Input" description="What an agent has to give, as JSON Schema says it.">
            <SchemaView schema={tool.inputSchema} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-(--between)">
          <ToolLabels tool={tool} canCurate={canCurate} />
          <ToolFacts tool={tool} />
        </div>
      </div>
    </>
  );
}
