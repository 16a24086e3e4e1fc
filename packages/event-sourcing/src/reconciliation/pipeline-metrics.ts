import type { FailureCode } from './failure-code.ts';

/** One transaction of the read path. */
export interface StoredBatch {
  /** How many streams it has taken further. */
  readonly streams: number;
  readonly events: number;
  readonly ms: number;
}

/**
 * Is told what happens on the read path, to be counted. Nothing of it names a stream or an event, so that what is counted stays small. What
 * is thrown here breaks the pipeline: an implementation throws nothing.
 */
export interface PipelineMetrics {
  /** A transaction was stored. */
  batchStored(batch: StoredBatch): void;
  /** An event was stored so many milliseconds after the log had taken it. */
  eventProjected(sinceAppendedMs: number): void;
  /** Events were read from their stream, because their deliveries were late, lost, or not asked for. */
  eventsRead(events: number): void;
  /** An event failed and is tried again. */
  eventRetried(): void;
  /** Deliveries came again, because they had not been acknowledged in time. */
  redelivered(deliveries: number): void;
  /** Deliveries of events that were projected already, or whose aggregate is set aside. */
  deliveredInVain(deliveries: number): void;
  /** A transaction was refused, because another worker has taken the stream further meanwhile. */
  raceLost(): void;
  /** An aggregate was set aside. */
  aggregateSetAside(code: FailureCode): void;
  /** The audit has found events that deliveries had left out, and projected them. */
  auditRepaired(events: number): void;
}

/** Counts nothing. */
export const UNMEASURED: PipelineMetrics = {
  batchStored: () => undefined,
  eventProjected: () => undefined,
  eventsRead: () => undefined,
  eventRetried: () => undefined,
  redelivered: () => undefined,
  deliveredInVain: () => undefined,
  raceLost: () => undefined,
  aggregateSetAside: () => undefined,
  auditRepaired: () => undefined,
};
