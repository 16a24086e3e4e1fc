import type { ProjectionStatus } from '../reconciliation/projection-status.ts';

/** Reads of how far streams are projected. Every method throws `unavailable` when the store cannot be reached. */
export interface ProjectionStatusQueries {
  /** The status of each of the streams that has one. */
  loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>>;
  /** How many aggregates are set aside. */
  countFailures(): Promise<number>;
}
