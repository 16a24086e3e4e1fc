import type { WorkerCounts } from '../reconciliation/pipeline-counts.ts';

/** A worker's sign of life. Times are ISO 8601. */
export interface WorkerHeartbeat {
  readonly id: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly ordering: 'per-stream' | 'none';
  /** Events this worker has projected since it started. */
  readonly projectedEvents: number;
  /** When the newest event was written that was delivered to it; absent: none was. */
  readonly deliveredUpTo?: string;
  /** Since when nothing was delivered to it although it was subscribed; absent: it is not yet. */
  readonly idleSince?: string;
  /** Which version of the code it runs; absent: an earlier one that did not say. */
  readonly release?: string;
  /** What it has done since it started; absent: an earlier version did not say. */
  readonly counts?: WorkerCounts;
  /** The version of the switches that it obeys; absent: it knows none, as in production. */
  readonly obeyedSwitches?: number;
}

/** How often a worker gives a sign of life, in milliseconds. */
export const HEARTBEAT_INTERVAL_MS = 1_000;

/** After how long without one it counts as away, in milliseconds. */
export const WORKER_AWAY_AFTER_MS = 4_000;

/** Where workers give signs of life. */
export interface WorkerRegistry {
  /** Gives a sign of life. */
  beat(worker: WorkerHeartbeat): Promise<void>;
  /** Says goodbye, so that nobody waits for the next sign. */
  leave(id: string): Promise<void>;
  /** The workers that gave a sign within the last {@link WORKER_AWAY_AFTER_MS}. */
  list(): Promise<readonly WorkerHeartbeat[]>;
}
