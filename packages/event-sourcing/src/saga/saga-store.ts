import type { Lease } from '../lease/leases.ts';
import type { SagaInstance } from './saga-instance.ts';

/** What changes together. */
export interface SagaChange {
  /** Every event up to this number of the feed was dealt with; left out, that stays as it is. */
  readonly cursor?: number;
  /** Instances as they are from now on; new ones are added. */
  readonly instances: readonly SagaInstance[];
}

/**
 * Where sagas keep how far they have read the feed, and their instances. Only the holder of the newest lease can save; who held an
 * older one gets `conflict` (code `lease-lost`). Every method throws `unavailable` when the store cannot be reached.
 */
export interface SagaStore {
  /**
   * Makes the lease the newest one of the saga, so that no former holder saves anything from now on, and answers the saga's cursor, 0 for
   * a saga that has read nothing. What is read after it is what former holders have left.
   */
  claim(saga: string, lease: Lease): Promise<number>;
  /** How far the saga has read the feed, for those who only look; 0 for one that has read nothing. */
  cursorOf(saga: string): Promise<number>;
  /** Stores everything in one transaction, or nothing. */
  save(saga: string, lease: Lease, change: SagaChange): Promise<void>;
  /** One instance, `undefined` when there is none. */
  load(saga: string, id: string): Promise<SagaInstance | undefined>;
  /** Those who are to be told an event of the subject: neither done nor set aside. By id. */
  following(saga: string, subject: string): Promise<readonly SagaInstance[]>;
  /** Those with commands to send that are not set aside, by id. */
  withUnsent(saga: string): Promise<readonly SagaInstance[]>;
  /** Those with a timeout due at the moment (ISO 8601) or before, neither done nor set aside; the earliest timeout first. */
  due(saga: string, at: string, limit: number): Promise<readonly SagaInstance[]>;
  /** When the next timeout of any instance comes that is neither done nor set aside. */
  nextDueAt(saga: string): Promise<string | undefined>;
  /** Those who are set aside, by id. */
  setAside(saga: string): Promise<readonly SagaInstance[]>;
  /** Those who are set aside and for whom a retry was asked, by id. */
  retryRequested(saga: string): Promise<readonly SagaInstance[]>;
  /** Asks whoever holds the lease to take up an instance that is set aside; `false` when there is none such. */
  requestRetry(saga: string, id: string, at: string): Promise<boolean>;
}
