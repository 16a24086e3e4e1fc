import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Lease } from '../lease/leases.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { DerivedProjectionOptions } from './derived-projection-options.ts';
import { DerivedRun } from './derived-run.ts';

const DEFAULTS = {
  page: 200,
  pollMs: 500,
  sweepMs: 600_000,
  leaseTtlMs: 5_000,
} satisfies Partial<DerivedProjectionOptions>;

/**
 * Keeps documents that are made of other documents up to date. The feed is the signal, the documents are the truth: an event only says what
 * has to be looked at, so it does no harm to be told of one twice, and what nobody told of is found when everything is derived anew: when a
 * worker takes over, when a rebuild has put other documents in place, when the feed is shorter than before, and from time to time.
 * Of several workers one derives, the others wait for its lease.
 */
export class DerivedProjection {
  readonly #options: Required<DerivedProjectionOptions>;
  readonly #holder: LeaseHolder;
  #run: DerivedRun | undefined;

  /** `EventSourcingConfigurationError` for options that cannot work. */
  constructor(options: DerivedProjectionOptions) {
    this.#options = { ...DEFAULTS, ...options };
    refuseUnlessPossible(this.#options);
    const { name, leases, owner, log, leaseTtlMs: ttlMs } = this.#options;
    this.#holder = new LeaseHolder({ leases, name: `derived/${name}`, owner, ttlMs, log });
  }

  /** True while this worker is the one that derives. */
  get isWorking(): boolean {
    return this.#holder.isHolding;
  }

  /** Why it does not go on, by this worker's last attempt; `undefined`: it does, or another one derives. */
  get failure(): string | undefined {
    return this.#run?.failure;
  }

  /** Begins, or waits for its turn, and returns at once. Afterwards it comes back by itself from whatever goes wrong. */
  start(): void {
    this.#holder.start((lease, signal) => this.#deriveWhile(lease, signal));
  }

  /** Says that there may be something new. May be called at any time and any number of times. */
  wake(): void {
    this.#run?.look();
  }

  /** Ends what is under way and gives the lease back. */
  stop(): Promise<void> {
    return this.#holder.stop();
  }

  async #deriveWhile(lease: Lease, signal: AbortSignal): Promise<void> {
    this.#run = new DerivedRun(this.#options, lease, signal);
    try {
      await this.#run.work();
    } finally {
      this.#run = undefined;
    }
  }
}

function refuseUnlessPossible(options: Required<DerivedProjectionOptions>): void {
  const { name, store, scan, feed, derivation, log, page, pollMs, sweepMs } = options;
  const checks = new OptionChecks('The derived projection');
  checks.text('name', name, 'what tells it from every other');
  checks.method('store', store, 'claim');
  checks.method('scan', scan, 'currentGeneration');
  checks.method('feed', feed, 'page');
  checks.callable('derivation', derivation);
  checks.method('log', log, 'warn');
  checks.wholeNumber('page', page, 1, 10_000);
  checks.milliseconds('pollMs', pollMs, 1);
  checks.milliseconds('sweepMs', sweepMs, 1);
}
