import type { StateStoredEvent } from '../aggregate/domain-event.ts';

/** `pending`: to be published · `delivered`: published · `set-aside`: failed too often; later messages of its subject wait for it. */
export type OutboxStatus = 'pending' | 'delivered' | 'set-aside';

/** An event of a state-stored aggregate that waits to be published: stored in the transaction that stored the state. Times are ISO 8601. */
export interface OutboxMessage {
  /** The event's id: whoever publishes it twice tells the same thing twice. */
  readonly id: string;
  /** Messages of one subject are published in the order of their revision. */
  readonly subject: string;
  readonly revision: number;
  readonly event: StateStoredEvent;
  readonly status: OutboxStatus;
  /** How often publishing has failed. */
  readonly attempts: number;
  /** After a failure: not before this moment. */
  readonly nextAttemptAt: string;
  readonly createdAt: string;
  readonly deliveredAt?: string;
  readonly lastError?: string;
}
