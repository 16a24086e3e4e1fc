import type { OutboxMessage } from './outbox-message.ts';

/** A subject that has something to publish, and how its first undelivered message stands. */
export type WaitingSubject = Pick<OutboxMessage, 'subject' | 'attempts' | 'nextAttemptAt'>;

/** What is noted of an attempt that failed. */
export interface FailedAttempt
  extends Pick<OutboxMessage, 'id' | 'attempts' | 'nextAttemptAt'>,
    Required<Pick<OutboxMessage, 'lastError'>> {
  /** `set-aside`: it is not tried again until somebody asks for it. */
  readonly status: 'pending' | 'set-aside';
}

/** Which messages to publish again: one, all that were set aside, or all that were delivered at or after a moment (ISO 8601). */
export type Replay =
  | { readonly id: string }
  | { readonly status: 'set-aside' }
  | { readonly deliveredSince: string };

/** How many messages there are, by status. */
export interface OutboxCounts {
  readonly pending: number;
  readonly delivered: number;
  readonly setAside: number;
}

/**
 * Where outbox messages wait; a {@link StateStore} puts them there. Times are ISO 8601. Every method throws `unavailable` when the store
 * cannot be reached.
 */
export interface OutboxStore {
  /** The subjects whose first undelivered message is pending, not set aside, the earliest `nextAttemptAt` first. */
  waitingSubjects(limit: number): Promise<readonly WaitingSubject[]>;
  /** The first undelivered messages of a subject in the order of their revision, as they were at one moment: none is missing in between. */
  undelivered(subject: string, limit: number): Promise<readonly OutboxMessage[]>;
  /** The messages that were set aside, the oldest first. */
  setAside(limit: number): Promise<readonly OutboxMessage[]>;
  /** Notes that messages were published, and when (ISO 8601). */
  markDelivered(ids: readonly string[], deliveredAt: string): Promise<void>;
  /** Notes a failure; `false`, and nothing is noted, when the message was delivered, tried or set aside by somebody else meanwhile. */
  markFailed(failure: FailedAttempt): Promise<boolean>;
  /** Makes messages pending again, as if they had never been tried. Answers how many. */
  replay(which: Replay): Promise<number>;
  /** How many messages there are now. */
  counts(): Promise<OutboxCounts>;
  /** How many messages are not delivered, those that were set aside among them; cheap, however many were delivered. */
  countUndelivered(): Promise<number>;
  /** Removes what was delivered before a moment. Answers how many. */
  prune(deliveredBefore: string): Promise<number>;
}
