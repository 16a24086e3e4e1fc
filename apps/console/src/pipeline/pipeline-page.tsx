'use client';

import type { Pipeline } from '@tools-provider/contracts';
import { ServerOff } from 'lucide-react';
import { problemOf } from '../api-client/problem-error.ts';
import { Card, Section } from '../components/ui/card.tsx';
import { FigureCard } from '../components/ui/figure-card.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { events, seconds } from '../consistency/badge-words.ts';
import { Moment } from '../time/moment.tsx';
import { count, counted } from '../time/numbers.ts';
import { Quarantine } from './quarantine.tsx';
import { SetAside } from './set-aside.tsx';
import { usePipeline } from './use-pipeline.ts';
import { WorkerPill } from './worker-pill.tsx';

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
          <div role="status" aria-label="Loading" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            {['worker', 'events', 'time', 'quarantine'].map((name) => (
              <Skeleton key={name} className="h-27 rounded-xl" />
            ))}
          </div>
        )
      ) : (
        <>
          <Figures pipeline={data} lagMs={lagMs} />
          <Workers pipeline={data} />
        </>
      )}
      <Quarantine />
      <SetAside />
    </>
  );
}

function Figures({ pipeline, lagMs }: { pipeline: Pipeline; lagMs: number | null }) {
  const { worker, workers, quarantined } = pipeline;
  return (
    <dl className="mb-(--between) grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <FigureCard
        name="Reconciliator"
        value={<WorkerPill worker={worker} />}
        note={counted(workers.length, 'worker')}
      />
      <FigureCard
        name="Waiting"
        value={pipeline.lagEvents === null ? 'unknown' : count(pipeline.lagEvents)}
        note={waitingNote(pipeline)}
      />
      <FigureCard
        name="Oldest has waited"
        value={lagMs === null ? 'unknown' : pipeline.lagEvents === 0 ? '–' : seconds(lagMs)}
        note="Over two seconds counts as lagging."
      />
      <FigureCard
        name="Quarantined"
        value={quarantined === null ? 'unknown' : count(quarantined)}
        note={quarantined === 0 ? 'No aggregate is set aside.' : 'Aggregates set aside after a failure.'}
      />
    </dl>
  );
}

/** What waits for the read model, and what waits for the feed alone: events of views, which are shown as soon as they are stored. */
function waitingNote({ lagAggregates, lagEvents, outboxWaiting }: Pipeline): string {
  if (lagEvents === null || lagAggregates === null) return 'The log cannot be watched.';
  if (outboxWaiting !== null && outboxWaiting > 0) {
    const ofViews = `${events(outboxWaiting)} of views for the feed`;
    return lagEvents === 0 ? `${ofViews}; the read model is up to date.` : `and ${ofViews}`;
  }
  return lagEvents === 0
    ? 'The read model is up to date.'
    : `${events(lagEvents)} of ${counted(lagAggregates, 'aggregate')}`;
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
