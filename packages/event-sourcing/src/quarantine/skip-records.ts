import type { SkippedEvent } from '../reconciliation/projection-status.ts';

/** That an event was left out of the documents, by whom and why. */
export interface SkipRecord extends SkippedEvent {
  /** The id of the request that asked for it; also the record's own. */
  readonly id: string;
  readonly stream: string;
  readonly eventType: string;
  /** Why the event could not be processed. */
  readonly reason: string;
}

/** Skips that were done and are still to be told to the log. They are written in the transaction that skips. */
export interface SkipRecords {
  /** The oldest that the log was not told of. Throws `unavailable` when the store cannot be reached. */
  unrecorded(limit: number): Promise<readonly SkipRecord[]>;
  /** Notes that the log holds it. */
  recorded(id: string): Promise<void>;
}

/** What a status keeps of it. */
export function skippedEventOf({ revision, eventId, note, skippedBy, skippedAt }: SkipRecord): SkippedEvent {
  return { revision, eventId, note, skippedBy, skippedAt };
}
