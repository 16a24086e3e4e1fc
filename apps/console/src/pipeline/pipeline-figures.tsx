import type { Pipeline, PipelineSamples } from '@tools-provider/contracts';
import { FigureCard } from '../components/ui/figure-card.tsx';
import { events, seconds } from '../consistency/badge-words.ts';
import { Moment } from '../time/moment.tsx';
import { count, counted } from '../time/numbers.ts';
import { WINDOW_MS } from './queries.ts';
import { Sparkline } from './sparkline.tsx';
import { WorkerPill } from './worker-pill.tsx';

/** A rate, to a tenth. */
const rate = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

interface PipelineFiguresProps {
  readonly pipeline: Pipeline;
  readonly lagMs: number | null;
  /** How it was in the last minutes; undefined until it is known. */
  readonly samples: PipelineSamples | undefined;
}

/** The numbers that say how the pipeline is, the two that change most with how they were. */
export function PipelineFigures({ pipeline, lagMs, samples }: PipelineFiguresProps) {
  const { worker, workers, quarantined, audit, lagEvents } = pipeline;
  const line = lineOf(samples);
  return (
    <dl className="mb-(--between) grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <FigureCard
        name="Waiting"
        value={lagEvents === null ? 'unknown' : count(lagEvents)}
        note={waitingNote(pipeline)}
        chart={
          <Sparkline
            name="Waiting events"
            points={line(({ lagEvents }) => lagEvents)}
            tone={lagEvents === null || lagEvents === 0 ? 'accent' : 'warn'}
            words={(value) => counted(value, 'event')}
            windowMs={WINDOW_MS}
            stepMs={samples?.stepMs ?? 0}
          />
        }
        className="col-span-2"
      />
      <FigureCard
        name="Throughput"
        value={throughput(pipeline.eventsPerSecond)}
        note="Events that all workers projected in the last seconds."
        chart={
          <Sparkline
            name="Throughput"
            points={line(({ eventsPerSecond }) => eventsPerSecond)}
            tone="accent"
            words={(value) => throughput(value)}
            windowMs={WINDOW_MS}
            stepMs={samples?.stepMs ?? 0}
          />
        }
        className="col-span-2"
      />
      <FigureCard
        name="Reconciliator"
        value={<WorkerPill worker={worker} />}
        note={counted(workers.length, 'worker')}
      />
      <FigureCard
        name="Oldest has waited"
        value={lagMs === null ? 'unknown' : lagEvents === 0 ? '–' : seconds(lagMs)}
        note="Over two seconds counts as lagging."
      />
      <FigureCard
        name="Quarantined"
        value={quarantined === null ? 'unknown' : count(quarantined)}
        note={quarantined === 0 ? 'No aggregate is set aside.' : 'Aggregates set aside after a failure.'}
      />
      <FigureCard
        name="Repaired by the audit"
        value={audit === null ? '–' : count(audit.repairedEvents)}
        note={<AuditNote audit={audit} />}
      />
    </dl>
  );
}

type Sample = PipelineSamples['items'][number];

function lineOf(samples: PipelineSamples | undefined) {
  return (pick: (sample: Sample) => number | null) =>
    (samples?.items ?? []).map((sample) => ({ atMs: Date.parse(sample.at), value: pick(sample) }));
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

function throughput(eventsPerSecond: number | null): string {
  if (eventsPerSecond === null) return 'unknown';
  return `${rate.format(eventsPerSecond)} a second`;
}

/** What the comparison of the log with what was projected says; a stall comes first, since somebody has to do something about it. */
function AuditNote({ audit }: Pick<Pipeline, 'audit'>) {
  if (audit === null) return 'No audit of the log is known yet.';
  if (audit.stall !== null) return <span className="font-medium text-bad">{audit.stall}</span>;
  if (audit.lastFindingAt === null) return 'No delivery was ever missing.';
  return (
    <>
      Events whose delivery did not come; the last <Moment at={audit.lastFindingAt} />.
    </>
  );
}
