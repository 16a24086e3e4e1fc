import { setTimeout as wait } from 'node:timers/promises';
import type { Lease, Leases } from './leases.ts';

/** How often a lease is renewed within the time it is taken for. */
export const RENEWALS_PER_TTL = 3;

/** One time that a lease is held. It is lost when the store says so, and when it has run out before it could be renewed. */
export class Tenure {
  readonly #leases: Leases;
  readonly #ttlMs: number;
  readonly #lost = new AbortController();
  readonly #ended = new AbortController();
  readonly #renewing: Promise<void>;
  #lease: Lease;
  #runsOut: NodeJS.Timeout | undefined;

  /** Renews from now on. `heldSince`: when the lease was asked for, on the clock of `performance.now()`. */
  constructor(leases: Leases, lease: Lease, { ttlMs, heldSince }: { ttlMs: number; heldSince: number }) {
    this.#leases = leases;
    this.#lease = lease;
    this.#ttlMs = ttlMs;
    this.#holdFrom(heldSince);
    this.#renewing = this.#renew();
  }

  /** Aborts when the lease is lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Renews no more, and gives the lease back unless it is lost. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#renewing;
    clearTimeout(this.#runsOut);
    if (!this.#lost.signal.aborted) await this.#leases.release(this.#lease);
  }

  async #renew(): Promise<void> {
    const over = AbortSignal.any([this.#ended.signal, this.#lost.signal]);
    for (;;) {
      await wait(this.#ttlMs / RENEWALS_PER_TTL, undefined, { signal: over }).catch(() => undefined);
      if (over.aborted) return;
      const askedAt = performance.now();
      // A store that does not answer may be back before the lease runs out.
      const renewed = await this.#leases.renew(this.#lease, this.#ttlMs).catch(() => this.#lease);
      if (renewed === undefined) this.#lost.abort();
      else if (renewed !== this.#lease) {
        this.#lease = renewed;
        this.#holdFrom(askedAt);
      }
    }
  }

  #holdFrom(askedAt: number): void {
    clearTimeout(this.#runsOut);
    const leftMs = Math.max(0, askedAt + this.#ttlMs - performance.now());
    this.#runsOut = setTimeout(() => this.#lost.abort(), leftMs);
  }
}
