import { setTimeout as wait } from 'node:timers/promises';
import type { StateStoredEvent } from '../aggregate/domain-event.ts';
import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Leases } from '../lease/leases.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { backoffMs } from '../retry/backoff.ts';
import { ConsecutiveFailures } from '../retry/consecutive-failures.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import { WakeUp } from '../retry/wake-up.ts';
import type { OutboxObserver } from './outbox-observer.ts';
import { OutboxRun } from './outbox-run.ts';
import type { OutboxService } from './outbox-service.ts';

/** The lease that the working one of several workers holds. */
const LEASE = 'outbox';

const RECONNECT = { baseMs: 100, maxMs: 5_000 };
const DAY_MS = 24 * 60 * 60 * 1_000;
/** More lanes than any store has connections for. */
const MOST_SUBJECTS = 10_000;
const DEFAULTS = { concurrency: 8, pollMs: 500, leaseTtlMs: 5_000, keepDeliveredMs: 7 * DAY_MS };

/** What an {@link OutboxWorker} is made of. */
export interface OutboxWorkerOptions {
  readonly outbox: OutboxService;
  readonly leases: Leases;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  /**
   * Tells an event, and resolves when it is told. May be called again with the same event, so it must recognise the id. `unavailable`
   * says that nobody can be told anything now; every other failure is this event's own. It has to settle: a call that never does holds up
   * its subject and {@link OutboxWorker.stop}.
   */
  readonly publish: (event: StateStoredEvent) => Promise<void>;
  readonly log: ReconciliatorLog;
  /** How many subjects are published side by side, at most 10,000; default 8. */
  readonly concurrency?: number;
  /** How often it looks by itself, in milliseconds; default 500. */
  readonly pollMs?: number;
  /** For how long the lease is taken at a time, in milliseconds; default 5 s. */
  readonly leaseTtlMs?: number;
  /** How long delivered messages are kept for replays, in milliseconds, `Infinity` for ever; default 7 days. */
  readonly keepDeliveredMs?: number;
  readonly observer?: OutboxObserver;
}

/**
 * Publishes what waits in the outbox: each message at least once and always with its event's id, the messages of one subject strictly in
 * the order of their revision, subjects side by side. Of several workers one works, the others wait for its lease.
 *
 * A message that fails is tried again after longer and longer waits, and set aside after a number of attempts; the later ones of its
 * subject wait for it, other subjects go on. While nobody can be told anything (`unavailable`), no attempt is counted.
 */
export class OutboxWorker {
  readonly #options: OutboxWorkerOptions & typeof DEFAULTS;
  readonly #holder: LeaseHolder;
  readonly #wakeUp = new WakeUp();
  #published = 0;

  /** {@link EventSourcingConfigurationError} for options that cannot work. */
  constructor(options: OutboxWorkerOptions) {
    this.#options = { ...DEFAULTS, ...options };
    refuseUnlessPossible(this.#options);
    const { leases, owner, log, leaseTtlMs } = this.#options;
    this.#holder = new LeaseHolder({ leases, name: LEASE, owner, ttlMs: leaseTtlMs, log });
  }

  /** How many messages this worker has published since its start. */
  get publishedMessages(): number {
    return this.#published;
  }

  /** True while this worker is the one that works. */
  get isWorking(): boolean {
    return this.#holder.isHolding;
  }

  /** Begins. A worker is started once. */
  start(): void {
    this.#holder.start((_, signal) => this.#publishWhile(signal));
  }

  /** Says that there may be something to publish, so that it looks at once. */
  wake(): void {
    this.#wakeUp.ring();
  }

  /** Begins nothing more, ends what is being published, and gives the lease back. */
  stop(): Promise<void> {
    return this.#holder.stop();
  }

  async #publishWhile(signal: AbortSignal): Promise<void> {
    const inARow = new ConsecutiveFailures();
    const onPublished = () => {
      this.#published += 1;
    };
    const run = new OutboxRun({ ...this.#options, wakeUp: this.#wakeUp, onPublished }, signal);
    while (!signal.aborted) {
      try {
        await run.work();
      } catch (error) {
        const failures = inARow.add(this.#published);
        const reason = error instanceof Error ? error.message : String(error);
        this.#options.log.warn({ error: reason, failures }, 'Publishing stands still and is taken up again');
        const ms = backoffMs(failures, RECONNECT.baseMs, RECONNECT.maxMs);
        await wait(ms, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

function refuseUnlessPossible(options: OutboxWorkerOptions & typeof DEFAULTS): void {
  const { outbox, publish, log, concurrency, pollMs, keepDeliveredMs } = options;
  const checks = new OptionChecks('The outbox worker');
  checks.method('outbox', outbox, 'undelivered');
  checks.callable('publish', publish);
  checks.method('log', log, 'warn');
  checks.wholeNumber('concurrency', concurrency, 1, MOST_SUBJECTS);
  checks.milliseconds('pollMs', pollMs, 1);
  if (!(typeof keepDeliveredMs === 'number' && keepDeliveredMs >= 0))
    checks.refuse('keepDeliveredMs', keepDeliveredMs, 'milliseconds from 0, or Infinity to keep all');
}
