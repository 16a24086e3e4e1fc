import type { FailureCode } from '../reconciliation/failure-code.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';

/** Which statuses are wanted: in the order of their streams' names, after one of them. */
export interface StatusPage {
  readonly after?: string;
  readonly limit: number;
}

/** Reads of how far streams are projected. Every method throws `unavailable` when the store cannot be reached. */
export interface ProjectionStatusQueries {
  /** The status of each of the streams that has one. */
  loadStatuses(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>>;
  /** A page of all statuses. */
  listStatuses(page: StatusPage): Promise<readonly ProjectionStatus[]>;
  /** A page of those of aggregates that are set aside. */
  listFailures(page: StatusPage): Promise<readonly ProjectionStatus[]>;
  /** How many aggregates are set aside, by the reason; reasons without any are left out. */
  countFailures(): Promise<ReadonlyMap<FailureCode, number>>;
}
