import { backoffMs } from '../retry/backoff.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { OutboxMessage } from './outbox-message.ts';
import type { FailedAttempt, OutboxCounts, OutboxStore, WaitingSubject } from './outbox-store.ts';

/** When a message that could not be published is tried again, and how often. */
export interface OutboxPolicy {
  /** How often a message is tried before it is set aside. */
  readonly maxAttempts: number;
  /** The wait after the first failure, in milliseconds; it doubles each time, with jitter. */
  readonly baseMs: number;
  /** The longest wait, in milliseconds: at most ten years. */
  readonly maxMs: number;
}

const DEFAULT_POLICY: OutboxPolicy = { maxAttempts: 8, baseMs: 200, maxMs: 60_000 };

const MOST_ATTEMPTS = 1_000_000;
const TEN_YEARS_MS = 315_360_000_000;

/** Characters of an error's message that are kept. */
const MAX_REASON_LENGTH = 1_000;

/** What can be done with the messages of an outbox: the worker's steps, and what an operator asks for. */
export class OutboxService {
  readonly #store: OutboxStore;
  readonly #policy: OutboxPolicy;

  /** {@link EventSourcingConfigurationError} for a policy that cannot work. */
  constructor(store: OutboxStore, policy: Partial<OutboxPolicy> = {}) {
    this.#store = store;
    this.#policy = { ...DEFAULT_POLICY, ...policy };
    const { maxAttempts, baseMs, maxMs } = this.#policy;
    const checks = new OptionChecks('The outbox');
    checks.method('store', store, 'undelivered');
    checks.wholeNumber('maxAttempts', maxAttempts, 1, MOST_ATTEMPTS);
    checks.milliseconds('baseMs', baseMs, 1, TEN_YEARS_MS);
    checks.milliseconds('maxMs', maxMs, baseMs, TEN_YEARS_MS);
  }

  /** The subjects that have something to publish, those that wait longest first. */
  waitingSubjects(limit: number): Promise<readonly WaitingSubject[]> {
    return this.#store.waitingSubjects(limit);
  }

  /** The first undelivered messages of a subject, in the order of their revision; set-aside ones are among them, and hold the later ones up. */
  undelivered(subject: string, limit: number): Promise<readonly OutboxMessage[]> {
    return this.#store.undelivered(subject, limit);
  }

  /** Notes that messages were published. */
  async markDelivered(messages: readonly OutboxMessage[]): Promise<void> {
    await this.#store.markDelivered(
      messages.map(({ id }) => id),
      new Date().toISOString(),
    );
  }

  /**
   * Notes that a message could not be published: it is tried again after a wait, or set aside with the reason when it was tried often
   * enough. Answers what was noted; nothing, when somebody else has dealt with the message meanwhile.
   */
  async markFailed(message: OutboxMessage, error: unknown): Promise<FailedAttempt | undefined> {
    const attempts = message.attempts + 1;
    const waitMs = backoffMs(attempts, this.#policy.baseMs, this.#policy.maxMs);
    const failure: FailedAttempt = {
      id: message.id,
      attempts,
      nextAttemptAt: new Date(Date.now() + waitMs).toISOString(),
      lastError: reasonOf(error),
      status: attempts >= this.#policy.maxAttempts ? 'set-aside' : 'pending',
    };
    return (await this.#store.markFailed(failure)) ? failure : undefined;
  }

  /** The messages that were set aside, the oldest first, each with its `lastError`. */
  setAside(limit: number): Promise<readonly OutboxMessage[]> {
    return this.#store.setAside(limit);
  }

  /** Publishes one message again, whatever became of it; `false` when the outbox does not hold it. */
  async replay(id: string): Promise<boolean> {
    return (await this.#store.replay({ id })) > 0;
  }

  /** Publishes all messages that were set aside, and then those that wait for them. Answers how many were set aside. */
  replaySetAside(): Promise<number> {
    return this.#store.replay({ status: 'set-aside' });
  }

  /** Publishes again, with the same ids, what was delivered at or after a moment. Answers how many. */
  replayDeliveredSince(since: Date): Promise<number> {
    return this.#store.replay({ deliveredSince: since.toISOString() });
  }

  /** How many messages there are now. */
  counts(): Promise<OutboxCounts> {
    return this.#store.counts();
  }

  /** Removes what was delivered before a moment: it can be replayed no longer. Answers how many. */
  prune(deliveredBefore: Date): Promise<number> {
    return this.#store.prune(deliveredBefore.toISOString());
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON_LENGTH);
}
