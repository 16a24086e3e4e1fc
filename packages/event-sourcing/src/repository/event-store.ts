import type { EventToAppend, RecordedEvent } from '../aggregate/domain-event.ts';

/** Where an append ended. */
export interface AppendResult {
  /** The revision of the last event of the append. */
  readonly revision: number;
}

/** Which part of a stream to read. */
export interface ReadRange {
  /** The first revision wanted; default 0. */
  readonly from?: number;
  /** How many events at most; default all. */
  readonly limit?: number;
}

/**
 * The log. Errors: `not-found` (code `stream-not-found`) for a stream that does not exist and for nothing else, `conflict`
 * (code `revision-conflict`, with `currentRevision` where known) for another revision than expected, `unavailable` when the store
 * cannot be reached, and (code `outcome-unknown`) when an append got no answer.
 */
export interface EventStore {
  /** Appends all events or none, if the stream is at `expectedRevision` (−1: it must not exist). */
  append(stream: string, expectedRevision: number, events: readonly EventToAppend[]): Promise<AppendResult>;
  /** The stream's events in order. */
  read(stream: string, range?: ReadRange): AsyncIterable<RecordedEvent>;
  /** The last event of the stream, `undefined` for a stream that does not exist. */
  readLast(stream: string): Promise<RecordedEvent | undefined>;
}

/** What a follower of the whole log is told of one event. */
export interface LogEntry {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  /** When the log took it, ISO 8601. */
  readonly recordedAt: string;
}

/** Calls from {@link LogFollower.follow}. */
export interface LogObserver {
  /** An event of the log, in its order. */
  onEntry(entry: LogEntry): void;
  /** All entries up to now have been told; what follows is new. */
  onCaughtUp(): void;
}

/** Follows every stream of the product through the whole log, in its order. */
export interface LogFollower {
  /**
   * Tells the observer of every event from the start (or after `afterPosition`) on, without end. Resolves when `signal` aborts;
   * rejects with `unavailable` when the connection is lost: the caller decides when to try again.
   */
  follow(
    observer: LogObserver,
    options: { readonly signal: AbortSignal; readonly afterPosition?: string },
  ): Promise<void>;
}
