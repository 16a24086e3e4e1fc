'use client';

import type { Pipeline } from '@tools-provider/contracts';
import { HeartPulse, ServerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Section } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { seconds } from '../consistency/badge-words.ts';
import { useNow } from '../time/clock.ts';
import { Moment } from '../time/moment.tsx';
import { count } from '../time/numbers.ts';

type Worker = Pipeline['workers'][number];

/** What a worker has done since it started, by its name in the heading. */
const columns: readonly {
  readonly name: string;
  readonly value: (worker: Worker) => ReactNode;
}[] = [
  { name: 'Heartbeat', value: (worker) => <Heartbeat at={worker.heartbeatAt} /> },
  { name: 'Started', value: ({ startedAt }) => <Moment at={startedAt} className="text-muted" /> },
  { name: 'Projected', value: ({ projectedEvents }) => count(projectedEvents) },
  { name: 'Tried again', value: ({ counts }) => countOf(counts?.retries) },
  { name: 'Races lost', value: ({ counts }) => countOf(counts?.conflicts) },
  { name: 'Delivered again', value: ({ counts }) => countOf(counts?.redeliveries) },
  { name: 'Set aside', value: ({ counts }) => countOf(counts?.setAside) },
  { name: 'Release', value: ({ release }) => <code className="font-mono text-xs">{release ?? '–'}</code> },
];

/** Who brings the read model up to the log, with a sign of life and what each has done. */
export function WorkerTable({ workers }: { workers: readonly Worker[] }) {
  return (
    <Section title="Workers" description="They share the load; each keeps the order of every aggregate.">
      {workers.length === 0 ? (
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
                {['Worker', ...columns.map(({ name }) => name)].map((name) => (
                  <th key={name} scope="col" className="px-4 py-2 text-left font-semibold whitespace-nowrap">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y">
              {workers.map((worker) => (
                <tr key={worker.id}>
                  <th scope="row" className="px-4 py-(--row-y) text-left font-normal whitespace-nowrap">
                    <code className="font-mono text-[0.8125rem]" title={worker.id}>
                      {worker.id.slice(0, 8)}
                    </code>
                    {worker.ordering === 'none' && (
                      <Pill tone="bad" className="ml-2">
                        keeps no order
                      </Pill>
                    )}
                  </th>
                  {columns.map(({ name, value }) => (
                    <td key={name} className="px-4 py-(--row-y) whitespace-nowrap tabular-nums">
                      {value(worker)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}

/** A sign comes every second; a worker without one for four is no longer listed. */
function Heartbeat({ at }: { at: string }) {
  const now = useNow('second');
  const ms = now === null ? 0 : Math.max(0, now - Date.parse(at));
  return (
    <span className="inline-flex items-center gap-1.5">
      <HeartPulse aria-hidden className="size-3.5 text-ok" />
      {ms < 3_000 ? 'just now' : `${seconds(ms)} ago`}
    </span>
  );
}

function countOf(value: number | undefined): string {
  return value === undefined ? '–' : count(value);
}
