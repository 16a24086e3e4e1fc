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

/** Which part of the whole log to read. */
export interface LogRange {
  /** Entries behind this position, be it an entry's or where a page had looked up to; default: from the start. */
  readonly afterPosition?: string | undefined;
  /** How many entries at most, from 1. */
  readonly limit: number;
}

/** A part of the whole log. */
export interface LogPage {
  /** In the order of the log. Fewer than were asked for: there are no more now. */
  readonly entries: readonly LogEntry[];
  /** Everything up to this position was looked at: go on after it, even if nothing was the product's. `undefined` while the log is empty. */
  readonly lookedUpTo: string | undefined;
}

/**
 * Reads every stream of the product through the whole log, without an index that may lag or be broken. Errors: `unavailable` when the log
 * cannot be reached. `recordedAt` of what it answers may be cut to whole seconds.
 */
export interface LogReader {
  /** The entries behind a position, in the order of the log. */
  readForwards(range: LogRange): Promise<LogPage>;
  /** The last entry of the log that is the product's, `undefined` when there is none. */
  readLastEntry(): Promise<LogEntry | undefined>;
  /** The last entry that the category of the streams holds, which is where deliveries come from; `undefined` when it holds none. */
  readLastOfCategory(): Promise<LogEntry | undefined>;
}
