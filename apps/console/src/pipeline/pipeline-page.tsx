'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Card } from '../components/ui/card.tsx';
import { cn } from '../components/ui/cn.ts';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { useMe } from '../session/me.tsx';
import { mayAdminister } from '../session/permissions.ts';
import { FollowerList } from './follower-list.tsx';
import { PipelineFigures } from './pipeline-figures.tsx';
import { Projections } from './projections.tsx';
import { Quarantine } from './quarantine.tsx';
import { samplesQuery } from './queries.ts';
import { SetAside } from './set-aside.tsx';
import { usePipeline } from './use-pipeline.ts';
import { WorkerTable } from './worker-table.tsx';

/** Of no use to those who may not, and not there in production. */
const WorkerSwitches = dynamic(async () => (await import('./worker-switches.tsx')).WorkerSwitches);

/** Signs of life are no news, so nothing tells of them: while somebody looks at them they are asked for. */
const LOOK_MS = 2_000;

/** How the read model keeps up with the log, and who does the work. */
export function PipelinePage({ hasSwitches }: { hasSwitches: boolean }) {
  const me = useMe();
  const { data, lagMs, isError, error, refetch } = usePipeline({ everyMs: LOOK_MS });
  const samples = useQuery(samplesQuery(browserApi)).data;
  return (
    <>
      <PageHeading
        title="Pipeline"
        description="How the read model keeps up with the log. Changes are safe as soon as they are saved, whatever stands here."
      />
      {data === undefined ? (
        isError ? (
          <Card>
            <ProblemNotice problem={problemOf(error)} onRetry={() => void refetch()} />
          </Card>
        ) : (
          <FiguresSkeleton />
        )
      ) : (
        <>
          <PipelineFigures pipeline={data} lagMs={lagMs} samples={samples} />
          <WorkerTable workers={data.workers} />
        </>
      )}
      <Quarantine />
      {data !== undefined && (
        <div className="mt-(--between)">
          <FollowerList pipeline={data} />
        </div>
      )}
      <SetAside />
      <Projections />
      {hasSwitches && mayAdminister(me) && <WorkerSwitches />}
    </>
  );
}

function FiguresSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className="mb-(--between) grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4"
    >
      {['events', 'throughput', 'worker', 'time', 'quarantine', 'audit'].map((name, at) => (
        <Skeleton key={name} className={cn('rounded-xl', at < 2 ? 'col-span-2 h-44' : 'h-27')} />
      ))}
    </div>
  );
}
