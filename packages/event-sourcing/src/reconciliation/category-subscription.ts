import type { RecordedEvent } from '../aggregate/domain-event.ts';

/** A delivery: the signal that a stream has moved. The stream itself, not the delivery, is the truth. */
export interface Tap {
  /** What is acknowledged: the link's id where the delivery is a link. */
  readonly ackId: string;
  readonly retryCount: number;
  /** `undefined` when the link could not be resolved (its event was removed from the log). */
  readonly event: RecordedEvent | undefined;
}

/** An open subscription: taps arrive by iteration, until it is closed or lost. */
export interface OpenSubscription extends AsyncIterable<Tap> {
  /** Says that deliveries are done with; they do not come again. */
  ack(ackIds: readonly string[]): Promise<void>;
  /** Sets deliveries aside in the log's own parked queue, with the reason. */
  park(ackIds: readonly string[], reason: string): Promise<void>;
  /** Ends the iteration; what was not acknowledged is delivered again to whoever opens next. Safe to call twice. */
  close(): Promise<void>;
}

/** A consumer group on the category of all streams. The group lasts; opening joins it. */
export interface CategorySubscription {
  /** Throws `unavailable` when the log cannot be reached. */
  open(): Promise<OpenSubscription>;
}
