import type { FeedEvent } from './feed.ts';

/** Which events are wanted of what was: those with a number below `before`, the newest first. Times are ISO 8601; `until` is not among them. */
export interface FeedHistoryQuery {
  readonly limit: number;
  readonly before?: number;
  readonly authId?: string;
  readonly subject?: string;
  /** CloudEvent types, any of them. */
  readonly types?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}

/** The feed, read backwards for those who ask what has happened. Throws `unavailable` when it cannot be reached. */
export interface FeedHistory {
  newest(query: FeedHistoryQuery): Promise<readonly FeedEvent[]>;
}
