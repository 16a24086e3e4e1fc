import type { FailureCode } from './failure-code.ts';

/** Why an aggregate is set aside: the event that could not be processed, and what was tried. */
export interface ProjectionFailure {
  readonly code: FailureCode;
  readonly reason: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly revision: number;
  readonly attempts: number;
  readonly failedAt: string;
  /** The version of the code that could not process it: another one tries again when it starts. */
  readonly release: string;
}

/** An event that an admin had left out of the documents. */
export interface SkippedEvent {
  readonly revision: number;
  readonly eventId: string;
  /** Why. */
  readonly note: string;
  readonly skippedBy: string;
  readonly skippedAt: string;
}

/** How far one stream has been brought into the read model. */
export interface ProjectionStatus {
  readonly stream: string;
  /** The last revision that the documents contain; −1 when an aggregate was set aside at its first event. */
  readonly projected: number;
  /** The last revision whose CloudEvent is in the feed. */
  readonly emitted: number;
  /** The id of the event at `projected`, to notice a log that is not the one that was projected. */
  readonly lastEventId: string | undefined;
  readonly projectedAt: string;
  readonly failure: ProjectionFailure | undefined;
  /** Those up to `projected` that the documents do not contain, in order. */
  readonly skipped: readonly SkippedEvent[];
}
