import type { Pipeline } from '@tools-provider/contracts';
import { ArrowRight, Database, Eye, Radio, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { Card } from '../components/ui/card.tsx';
import { events, seconds } from '../consistency/badge-words.ts';
import { WorkerPill } from '../pipeline/worker-pill.tsx';

const steps = [
  { name: 'Log', what: 'Every change is an event, saved first.', Icon: Database },
  { name: 'Reconciliator', what: 'Brings the read model up to the log, in order.', Icon: RefreshCw },
  { name: 'Read model', what: 'What you see, with the revision it shows.', Icon: Eye },
  { name: 'Feed', what: 'One CloudEvent per change, for integrators.', Icon: Radio },
] as const;

/** The way of a change from the log to the screen and to integrators, with how it is now. */
export function Flow({ pipeline, lagMs }: { pipeline: Pipeline | undefined; lagMs: number | null }) {
  return (
    <Card className="p-(--card)">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">How a change travels</h2>
        <p className="flex items-center gap-2 text-[0.8125rem] text-muted tabular-nums">
          {pipeline !== undefined && <WorkerPill worker={pipeline.worker} />}
          {lagWords(pipeline, lagMs)}
        </p>
      </div>
      <ol className="grid gap-4 md:grid-cols-[1fr_auto_1fr_auto_1fr_auto_1fr] md:items-start">
        {steps.map(({ name, what, Icon }, at) => (
          <Fragment key={name}>
            {at > 0 && (
              <li aria-hidden className="hidden pt-2 text-field-border md:block">
                <ArrowRight className="size-5" />
              </li>
            )}
            <li className="flex min-w-0 items-start gap-3">
              <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">
                <Icon aria-hidden className="size-4.5" />
              </span>
              <span className="min-w-0 text-sm">
                <span className="block font-medium">{name}</span>
                <span className="block text-[0.8125rem] text-muted">{what}</span>
              </span>
            </li>
          </Fragment>
        ))}
      </ol>
      <p className="mt-4 text-[0.8125rem]">
        <Link href="/pipeline" className="font-medium text-accent-text hover:underline">
          Look at the pipeline
        </Link>
      </p>
    </Card>
  );
}

function lagWords(pipeline: Pipeline | undefined, lagMs: number | null): string {
  if (pipeline === undefined || pipeline.lagEvents === null) return 'How far behind is not known.';
  if (pipeline.lagEvents === 0) return 'Up to date';
  return `${events(pipeline.lagEvents)} behind${lagMs === null ? '' : `, for ${seconds(lagMs)}`}`;
}
