/** Why an aggregate is set aside: the event that could not be processed, and what was tried. */
export interface ProjectionFailure {
  readonly reason: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly revision: number;
  readonly attempts: number;
  readonly failedAt: string;
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
}
