import { setTimeout as wait } from 'node:timers/promises';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { Lease, Leases } from './leases.ts';
import { RENEWALS_PER_TTL, Tenure } from './tenure.ts';

/** Which lease is held, by whom. */
export interface LeaseHolderOptions {
  readonly leases: Leases;
  readonly name: string;
  /** Must differ from every other holder's, also from that of an earlier life of the same process. */
  readonly owner: string;
  /** For how long it is taken at a time, in milliseconds: so long nobody takes over from a holder that dies. */
  readonly ttlMs: number;
  readonly log: ReconciliatorLog;
}

/** What is done under a lease. `signal` aborts when the lease is lost, and when it is time to stop; `lost` when it is lost, also while it stops. */
export type LeasedWork = (lease: Lease, signal: AbortSignal, lost: AbortSignal) => Promise<void>;

/** Less is too short to renew it in time. */
const LEAST_TTL_MS = 30;

/** Does something only while a lease is held, and takes the lease whenever it is free. */
export class LeaseHolder {
  readonly #options: LeaseHolderOptions;
  readonly #stopping = new AbortController();
  #working: Promise<void> | undefined;
  #isHolding = false;

  /** {@link EventSourcingConfigurationError} for a lease that could not be renewed in time, or without an owner. */
  constructor(options: LeaseHolderOptions) {
    const { leases, name, owner, ttlMs } = options;
    const checks = new OptionChecks(`The lease ${name}`);
    checks.method('leases', leases, 'acquire');
    checks.milliseconds('leaseTtlMs', ttlMs, LEAST_TTL_MS);
    checks.text('owner', owner, 'an id that no other process has');
    this.#options = options;
  }

  /** True while the work is done here. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** True from when it was asked to stop. */
  get isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Waits for the lease, does `work` while it is held and renewed, and begins again when it was lost; until it is stopped. It is started once. */
  start(work: LeasedWork): void {
    this.#working ??= this.#keep(work, this.#stopping.signal);
  }

  /** Resolves when the work has ended and the lease is given back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #keep(work: LeasedWork, stopping: AbortSignal): Promise<void> {
    const { name, ttlMs, log } = this.#options;
    while (!stopping.aborted) {
      try {
        await this.#workOnce(work, stopping);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ lease: name, error: reason }, 'A lease cannot be asked for, or its work has failed');
      }
      await wait(ttlMs / RENEWALS_PER_TTL, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  async #workOnce(work: LeasedWork, stopping: AbortSignal): Promise<void> {
    const { leases, name, owner, ttlMs, log } = this.#options;
    const heldSince = performance.now();
    const lease = await leases.acquire(name, owner, ttlMs);
    if (lease === undefined) return;
    const tenure = new Tenure(leases, lease, { ttlMs, heldSince });
    tenure.lost.addEventListener('abort', () => log.warn({ lease: name }, 'A lease is lost'));
    this.#isHolding = true;
    try {
      await work(lease, AbortSignal.any([stopping, tenure.lost]), tenure.lost);
    } finally {
      this.#isHolding = false;
      await tenure.end();
    }
  }
}
