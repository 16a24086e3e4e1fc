import type { Meter } from '@opentelemetry/api';
import { BULK_OUTCOMES, type BulkJobs, type BulkOutcome } from '@tools-provider/event-sourcing';

/** Counts the items of bulk jobs by what became of them, under names that `docs/metrics.md` explains; the function is told of each. */
export function meterBulkItems(meter: Meter): (outcome: BulkOutcome) => void {
  const items = meter.createCounter('bulk.items', {
    description: 'Items of bulk jobs, by what became of them',
    unit: '{item}',
  });
  for (const outcome of BULK_OUTCOMES) if (outcome !== 'waiting') items.add(0, { outcome });
  return (outcome) => items.add(1, { outcome });
}

/** Shows how many jobs are not over; nothing while that cannot be read. */
export function showBulkJobs(meter: Meter, jobs: Pick<BulkJobs, 'countOpen'>): void {
  meter
    .createObservableGauge('bulk.open.jobs', { description: 'Bulk jobs that are not over, by their state' })
    .addCallback(async (result) => {
      const open = await jobs.countOpen().catch(() => undefined);
      if (open === undefined) return;
      for (const [state, count] of Object.entries(open)) result.observe(count, { state });
    });
}
