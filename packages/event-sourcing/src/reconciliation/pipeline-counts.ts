import type { FailureCode } from './failure-code.ts';
import type { PipelineMetrics, StoredBatch } from './pipeline-metrics.ts';

/** What a worker's read path has done since it started. */
export interface WorkerCounts {
  readonly batches: number;
  /** Events that were stored, all batches together. */
  readonly storedEvents: number;
  readonly retries: number;
  readonly redeliveries: number;
  /** Transactions that were done again, because another worker was faster. */
  readonly conflicts: number;
  readonly setAside: number;
  readonly auditRepairs: number;
}

/** Counts what a worker says of itself with its signs of life, and tells another who counts. */
export class PipelineCounts implements PipelineMetrics {
  readonly #next: PipelineMetrics;
  #counts: WorkerCounts = {
    batches: 0,
    storedEvents: 0,
    retries: 0,
    redeliveries: 0,
    conflicts: 0,
    setAside: 0,
    auditRepairs: 0,
  };

  constructor(next: PipelineMetrics) {
    this.#next = next;
  }

  /** The counts as they are now. */
  get counts(): WorkerCounts {
    return this.#counts;
  }

  batchStored(batch: StoredBatch): void {
    this.#add({ batches: 1, storedEvents: batch.events });
    this.#next.batchStored(batch);
  }

  eventProjected(sinceAppendedMs: number): void {
    this.#next.eventProjected(sinceAppendedMs);
  }

  eventsRead(events: number): void {
    this.#next.eventsRead(events);
  }

  eventRetried(): void {
    this.#add({ retries: 1 });
    this.#next.eventRetried();
  }

  redelivered(deliveries: number): void {
    this.#add({ redeliveries: deliveries });
    this.#next.redelivered(deliveries);
  }

  deliveredInVain(deliveries: number): void {
    this.#next.deliveredInVain(deliveries);
  }

  raceLost(): void {
    this.#add({ conflicts: 1 });
    this.#next.raceLost();
  }

  aggregateSetAside(code: FailureCode): void {
    this.#add({ setAside: 1 });
    this.#next.aggregateSetAside(code);
  }

  auditRepaired(events: number): void {
    this.#add({ auditRepairs: events });
    this.#next.auditRepaired(events);
  }

  #add(more: Partial<WorkerCounts>): void {
    const names = Object.keys(more) as (keyof WorkerCounts)[];
    const sums = names.map((name) => [name, this.#counts[name] + (more[name] ?? 0)]);
    this.#counts = { ...this.#counts, ...Object.fromEntries(sums) };
  }
}
