/** When one event passed the points of the pipeline. Times are ISO 8601 with milliseconds. */
export interface EventTrace {
  readonly eventId: string;
  readonly type: string;
  readonly revision: number;
  /** When the log took it. */
  readonly appendedAt: string;
  /** When it was delivered; `null` when it was read from its stream before its own delivery came. */
  readonly receivedAt: string | null;
  /** When its projections had run. */
  readonly projectedAt: string;
  /** When its documents and its CloudEvent were stored: from now on readers see both. */
  readonly emittedAt: string;
  /** When its delivery was acknowledged; `null` when there was none within two seconds. */
  readonly ackedAt: string | null;
  /** The worker that projected it. */
  readonly workerId: string;
}

/** Of how many events of a stream the traces are kept, at most: the newest. */
export const TRACES_PER_STREAM = 20;

/** Traces of the newest events of every stream. They are for people to look at: nothing depends on them. */
export interface PipelineTraces {
  /**
   * Adds traces, by stream; of each stream the {@link TRACES_PER_STREAM} of the highest revisions are kept. Throws `unavailable` when they
   * cannot be stored.
   */
  record(traces: ReadonlyMap<string, readonly EventTrace[]>): Promise<void>;
  /** The traces of a stream, newest first. Throws `unavailable` when they cannot be read. */
  list(stream: string): Promise<readonly EventTrace[]>;
}
