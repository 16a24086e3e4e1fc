import type { Meter } from '@opentelemetry/api';
import { FAILURE_CODES } from '@tools-provider/event-sourcing';
import type { ChangeHub } from '../changes/change-hub.ts';

/** What the gauges show. */
export interface GaugeSources {
  readonly changes: Pick<ChangeHub, 'pipeline'>;
  /** How many event streams are open. */
  readonly liveSubscribers: () => number;
}

/** Shows the pipeline as this api sees it. What is not known is not shown, rather than shown as nothing. */
export function showPipeline(meter: Meter, { changes, liveSubscribers }: GaugeSources): void {
  const gauge = (name: string, description: string, unit: string) =>
    meter.createObservableGauge(name, { description, unit });
  const lagEvents = gauge(
    'pipeline.lag.events',
    'Events that are written and not projected, quarantined aggregates left aside',
    '{event}',
  );
  const lagAggregates = gauge(
    'pipeline.lag.aggregates',
    'Aggregates that wait to be projected',
    '{aggregate}',
  );
  const lag = gauge('pipeline.lag', 'For how long the event that waits longest has been waiting', 's');
  const quarantined = gauge(
    'pipeline.quarantined.aggregates',
    'Aggregates that are set aside, by the reason',
    '{aggregate}',
  );
  const workers = gauge('pipeline.workers', 'Workers that gave a sign of life lately', '{worker}');
  const outbox = gauge(
    'pipeline.outbox.waiting.events',
    'Events of state-stored aggregates that are not in the feed yet',
    '{event}',
  );
  const saga = gauge(
    'pipeline.saga.waiting.events',
    'Events of the feed that a saga has not read yet',
    '{event}',
  );
  const memberships = gauge(
    'pipeline.memberships.waiting.events',
    'Events of the feed that the tools of groups do not take into account yet',
    '{event}',
  );
  const membershipsWorking = meter.createObservableGauge('pipeline.memberships.working', {
    description: 'Whether somebody brings the tools of groups up to date and nothing fails: 1 or 0',
  });
  const sink = gauge(
    'pipeline.sink.waiting.events',
    'Events of the feed that are not delivered to K_SINK yet; 0 where there is none',
    '{event}',
  );
  const stalled = meter.createObservableGauge('pipeline.stalled', {
    description: 'Whether deliveries do not come although they should, by the last audit: 1 or 0',
  });
  const subscribers = gauge('live.subscribers', 'Event streams that are open', '{stream}');
  meter.addBatchObservableCallback(
    (result) => {
      const pipeline = changes.pipeline();
      if (pipeline.lagEvents !== null) result.observe(lagEvents, pipeline.lagEvents);
      if (pipeline.lagAggregates !== null) result.observe(lagAggregates, pipeline.lagAggregates);
      if (pipeline.lagMs !== null) result.observe(lag, pipeline.lagMs / 1_000);
      for (const reason of pipeline.quarantinedByReason === null ? [] : FAILURE_CODES)
        result.observe(quarantined, pipeline.quarantinedByReason?.[reason] ?? 0, { reason });
      if (pipeline.worker !== 'unknown') result.observe(workers, pipeline.workers.length);
      if (pipeline.outboxWaiting !== null) result.observe(outbox, pipeline.outboxWaiting);
      for (const { name, waiting } of pipeline.sagas ?? []) result.observe(saga, waiting, { saga: name });
      if (pipeline.memberships !== null) {
        result.observe(memberships, pipeline.memberships.waiting);
        result.observe(membershipsWorking, pipeline.memberships.isWorking ? 1 : 0);
      }
      if (pipeline.worker !== 'unknown') {
        result.observe(sink, pipeline.sink?.waiting ?? 0);
        result.observe(stalled, pipeline.audit?.stall == null ? 0 : 1);
      }
      result.observe(subscribers, liveSubscribers());
    },
    [
      lagEvents,
      lagAggregates,
      lag,
      quarantined,
      workers,
      outbox,
      saga,
      memberships,
      membershipsWorking,
      sink,
      stalled,
      subscribers,
    ],
  );
}
