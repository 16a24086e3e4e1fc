import type { CloudEventJson, ReadDocument } from '../reconciliation/projection.ts';
import type { StoredDocument } from './document-queries.ts';

/** A CloudEvent of the feed, with its `sequence` (20 digits) and `revision`. */
export type FeedEvent = CloudEventJson & { readonly sequence: string; readonly revision: number };

/** Which events of the feed are wanted: of any of these CloudEvent types, of one subject; all unless told. */
export interface FeedFilter {
  readonly types?: readonly string[];
  readonly subject?: string;
}

/** Which part of the feed is wanted: numbers in `after < sequence`, at most `limit` events. */
export interface FeedQuery extends FeedFilter {
  readonly after: number;
  readonly limit: number;
}

/** Which part of the feed is wanted: the last `limit` events with numbers in `sequence < before`, or up to the feed's end without it. */
export interface FeedEndQuery extends FeedFilter {
  readonly before?: number;
  readonly limit: number;
}

/** A part of the feed, in order. */
export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Every event up to this number was looked at: go on after it, even if none matched. */
  readonly lookedUpTo: number;
}

/** The CloudEvents feed. No reader sees number N+1 before it could see N. Every method throws `unavailable` when it cannot be reached. */
export interface Feed {
  /** The events that are wanted among those that are in the feed now. */
  page(query: FeedQuery): Promise<FeedPage>;
  /** The last events that are wanted, in the order of the feed; no number above `lookedUpTo` was looked at. */
  lastPage(query: FeedEndQuery): Promise<FeedPage>;
  /** The number of the last event that is in the feed now, 0 for none. */
  head(): Promise<number>;
  /** The number of an event by its id, `undefined` for an id the feed does not hold. */
  sequenceOf(eventId: string): Promise<number | undefined>;
}

/** Calls from {@link ProjectionSignals.follow}. */
export interface ProjectionObserver {
  /** From now on nothing is missed until the follow ends; what was projected before must be read. */
  onOpen(): void;
  /** An event was projected and is in the feed, or its aggregate was set aside. */
  onProjected(signal: { readonly stream: string; readonly revision: number }): void;
  /** The feed holds more: an event that was projected, or one of an aggregate that is stored as its state and has no projection. */
  onFeedGrown?(): void;
  /** A rebuild has put other documents in the place of those that were shown. */
  onSwapped?(): void;
  /** A derived document was stored. */
  onDerived?(change: DerivedChange): void;
}

/** A derived document as it was stored, of one of the collections that are followed. */
export interface DerivedChange {
  readonly collection: string;
  readonly document: StoredDocument<ReadDocument>;
}

/** What is followed beside projections, and for how long. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Collections of derived documents that are told of. */
  readonly derived?: readonly string[];
}

/** Tells that projections have happened: a hint that may be lost, after which the truth is read. */
export interface ProjectionSignals {
  /** Follows until `signal` aborts; rejects with `unavailable` when the connection is lost. */
  follow(observer: ProjectionObserver, options: FollowOptions): Promise<void>;
}
