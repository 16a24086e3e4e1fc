import type { FeedEvent } from '../read-side/feed.ts';
import type { DerivedWrite } from './derived-store.ts';

/** What whoever derives may do while the lease is held. */
export interface DerivingContext {
  /** Aborts when it is time to stop, or the lease is lost: then what is under way may be broken off. */
  readonly signal: AbortSignal;
  /** Carries out writes, all or none of them. Rejects with `lease-lost` once somebody else derives. */
  commit(writes: readonly DerivedWrite[]): Promise<void>;
  /** Says how much of everything is derived anew. */
  report(done: number, total: number): Promise<void>;
}

/**
 * Makes documents of other documents. It remembers what it likes between two calls of the same instance, which come one at a time; both are
 * repeated after a failure, and must come to the same then.
 */
export interface Derivation {
  /** Brings everything up to the documents as they are now, whatever was derived before. */
  recompute(context: DerivingContext): Promise<void>;
  /** Brings up to the documents as they are now what depends on what these events are about. Comes after {@link recompute} only. */
  follow(events: readonly FeedEvent[], context: DerivingContext): Promise<void>;
}
