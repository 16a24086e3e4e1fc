import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { FailedEvent } from '../errors.ts';

/** A revision that no stream reaches. */
export const TO_END = Number.MAX_SAFE_INTEGER;

/** What is asked for of one stream. */
export interface SpanRequest {
  readonly stream: string;
  /** The events delivered, in any order, possibly with gaps and repetitions. */
  readonly delivered: readonly RecordedEvent[];
  /** Apply everything up to this revision, delivered or not, unless the aggregate is set aside. */
  readonly upTo?: number;
  /** Apply everything up to the stream's end, also of an aggregate that is set aside. */
  readonly isToEnd?: boolean;
  /** How many events to apply before they are stored, at most. */
  readonly limit?: number;
}

/** An event that could not be applied. */
export interface FailedStep {
  readonly event: FailedEvent;
  /** The revision that the stream was projected up to when it failed. */
  readonly at: number;
  readonly error: unknown;
  /** Trying again changes nothing. */
  readonly isFinal?: boolean;
}
