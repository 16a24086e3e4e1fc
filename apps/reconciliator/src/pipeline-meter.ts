import type { Meter } from '@opentelemetry/api';
import { FAILURE_CODES, type PipelineMetrics } from '@tools-provider/event-sourcing';

const SECOND_MS = 1_000;

/** From a millisecond to ten seconds, of one transaction. */
const DURATIONS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** From a few milliseconds to an hour: as long as a worker may have been away. */
const LATENCIES_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600];
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

/** Counts what happens on the read path, under names and units that `docs/metrics.md` explains. */
export function meterPipeline(meter: Meter): PipelineMetrics {
  const counter = (name: string, description: string, unit: string) => {
    const made = meter.createCounter(name, { description, unit });
    // From the start there, so that the first of them is an increase.
    made.add(0);
    return made;
  };
  const histogram = (name: string, description: string, unit: string, boundaries: number[]) =>
    meter.createHistogram(name, { description, unit, advice: { explicitBucketBoundaries: boundaries } });
  const batches = batchHistograms(histogram);
  const latency = histogram(
    'projection.latency',
    'From the append of an event until its documents and its CloudEvent are stored',
    's',
    LATENCIES_SECONDS,
  );
  const events = counter('projection.events', 'Events that were projected and stored', '{event}');
  const read = counter(
    'projection.read.events',
    'Events that were read from their stream, because their delivery was late or lost',
    '{event}',
  );
  const retries = counter('projection.retries', 'Events that failed and were tried again', '{event}');
  const redeliveries = counter('projection.redeliveries', 'Deliveries that came again', '{delivery}');
  const inVain = counter(
    'projection.vain.deliveries',
    'Deliveries of events that were projected already or are set aside',
    '{delivery}',
  );
  const conflicts = counter(
    'projection.conflicts',
    'Transactions that were done again, because another worker was faster',
    '{transaction}',
  );
  const repairs = counter('projection.audit.repairs', 'Events that the audit found left out', '{event}');
  const setAside = meter.createCounter('projection.quarantines', {
    description: 'Aggregates that were set aside, by the reason',
    unit: '{aggregate}',
  });
  for (const reason of FAILURE_CODES) setAside.add(0, { reason });
  return {
    batchStored: (batch) => {
      batches.record(batch);
      events.add(batch.events);
    },
    eventProjected: (sinceAppendedMs) => latency.record(sinceAppendedMs / SECOND_MS),
    eventsRead: (count) => read.add(count),
    eventRetried: () => retries.add(1),
    redelivered: (count) => redeliveries.add(count),
    deliveredInVain: (count) => inVain.add(count),
    raceLost: () => conflicts.add(1),
    aggregateSetAside: (reason) => setAside.add(1, { reason }),
    auditRepaired: (count) => repairs.add(count),
  };
}

/** Shows whether deliveries can come: 1 while the subscription is open, else 0. */
export function showSubscription(meter: Meter, isOpen: () => boolean): void {
  meter
    .createObservableGauge('projection.subscription.open', {
      description: 'Whether the subscription to the log is open: 1 or 0',
    })
    .addCallback((result) => result.observe(isOpen() ? 1 : 0));
}

type MakeHistogram = (name: string, description: string, unit: string, boundaries: number[]) => Histogram;
type Histogram = ReturnType<Meter['createHistogram']>;

function batchHistograms(histogram: MakeHistogram) {
  const durations = histogram(
    'projection.batch.duration',
    'How long one transaction of the read path takes',
    's',
    DURATIONS_SECONDS,
  );
  const sizes = histogram('projection.batch.events', 'Events that one transaction stores', '{event}', SIZES);
  const streams = histogram(
    'projection.batch.aggregates',
    'Aggregates that one transaction takes further',
    '{aggregate}',
    SIZES,
  );
  return {
    record: (batch: Parameters<PipelineMetrics['batchStored']>[0]) => {
      durations.record(batch.ms / SECOND_MS);
      sizes.record(batch.events);
      streams.record(batch.streams);
    },
  };
}
