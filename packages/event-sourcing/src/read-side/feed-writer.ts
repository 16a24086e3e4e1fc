import type { CloudEventJson } from '../reconciliation/projection.ts';

/** An event that is told to the feed by itself, because no projection stores it together with a document. */
export interface FeedEntry {
  readonly cloudEvent: CloudEventJson;
  /** Where the event stands. */
  readonly stream: string;
  readonly revision: number;
}

/** Adds events of state-stored aggregates to the feed. */
export interface FeedWriter {
  /**
   * Adds those whose id the feed does not hold yet, in the order given and with the next numbers of the feed, all in one transaction. What
   * is added twice is in the feed once, and keeps its number. Throws `unavailable` when the feed cannot be reached.
   */
  append(entries: readonly FeedEntry[]): Promise<void>;
}
