'use client';

import type { Pipeline } from '@tools-provider/contracts';
import { ServerOff } from 'lucide-react';
import { problemOf } from '../api-client/problem-error.ts';
import { Card, Section } from '../components/ui/card.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { events } from '../consistency/badge-words.ts';
import { Moment } from '../time/moment.tsx';
import { PipelineFigures } from './pipeline-figures.tsx';
import { Quarantine } from './quarantine.tsx';
import { SetAside } from './set-aside.tsx';
import { usePipeline } from './use-pipeline.ts';

/** How the read model keeps up with the log, and who does the work. */
export function PipelinePage() {
  const { data, lagMs, isError, error, refetch } = usePipeline();
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
          <div role="status" aria-label="Loading" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {['worker', 'events', 'time', 'throughput', 'quarantine', 'audit'].map((name) => (
              <Skeleton key={name} className="h-27 rounded-xl" />
            ))}
          </div>
        )
      ) : (
        <>
          <PipelineFigures pipeline={data} lagMs={lagMs} />
          <Workers pipeline={data} />
        </>
      )}
      <Quarantine />
      <SetAside />
    </>
  );
}

function Workers({ pipeline }: { pipeline: Pipeline }) {
  return (
    <Section title="Workers" description="They share the load; each keeps the order of every aggregate.">
      {pipeline.workers.length === 0 ? (
        <EmptyNotice icon={<ServerOff aria-hidden />} title="No worker">
          <p>Start a reconciliator and everything that waits is taken up, in order.</p>
        </EmptyNotice>
      ) : (
        <section
          aria-label="Table of workers"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto -outline-offset-2"
        >
          <table className="w-full text-sm">
            <caption className="sr-only">Workers</caption>
            <thead className="border-b bg-sunken/50 text-xs text-muted">
              <tr>
                {['Worker', 'Ordering', 'Projected', 'Started', 'Last sign of life'].map((name) => (
                  <th key={name} scope="col" className="px-4 py-2 text-left font-semibold whitespace-nowrap">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y">
              {pipeline.workers.map((worker) => (
                <tr key={worker.id}>
                  <th
                    scope="row"
                    className="max-w-60 truncate px-4 py-(--row-y) text-left font-mono text-[0.8125rem] font-normal"
                  >
                    {worker.id}
                  </th>
                  <td className="px-4 py-(--row-y) whitespace-nowrap">{worker.ordering}</td>
                  <td className="px-4 py-(--row-y) whitespace-nowrap tabular-nums">
                    {events(worker.projectedEvents)}
                  </td>
                  <td className="px-4 py-(--row-y) whitespace-nowrap text-muted">
                    <Moment at={worker.startedAt} />
                  </td>
                  <td className="px-4 py-(--row-y) whitespace-nowrap text-muted">
                    <Moment at={worker.heartbeatAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}
