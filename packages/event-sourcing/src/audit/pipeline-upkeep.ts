import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Leases } from '../lease/leases.ts';
import type { QuarantineKeeper } from '../quarantine/quarantine-keeper.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import { waitFor } from '../retry/wait-for.ts';
import { WakeUp } from '../retry/wake-up.ts';
import type { AuditState } from './audit-state.ts';
import type { AuditSweep } from './audit-sweep.ts';

/** How often somebody's wishes are looked for, in milliseconds, beside being woken. */
const LOOK_MS = 500;

/** How often what other releases have set aside is looked for, in milliseconds. */
const RETRY_MS = 30_000;

/** The lease that one worker does all of it under. */
const LEASE = 'pipeline-upkeep';

/** What the upkeep is made of. */
export interface PipelineUpkeepOptions {
  readonly keeper: QuarantineKeeper;
  readonly audit: AuditSweep;
  readonly leases: Leases;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  /** How often the log is compared with what was projected, in milliseconds. */
  readonly auditIntervalMs: number;
  readonly log: ReconciliatorLog;
}

/**
 * What one worker of all does beside projecting: it looks after aggregates that are set aside, and audits. Another takes over when it is
 * gone for as long as the lease lasts.
 */
export class PipelineUpkeep {
  readonly #options: PipelineUpkeepOptions;
  readonly #holder: LeaseHolder;
  readonly #wakeUp = new WakeUp();
  #auditState: AuditState | undefined;

  constructor(options: PipelineUpkeepOptions) {
    const { leases, owner, leaseTtlMs, auditIntervalMs, log } = options;
    new OptionChecks('The upkeep').milliseconds('auditIntervalMs', auditIntervalMs, 1);
    this.#options = options;
    this.#holder = new LeaseHolder({ leases, name: LEASE, owner, ttlMs: leaseTtlMs, log });
  }

  /** Why deliveries do not come although they should, by the last audit of this worker; `undefined`: they do, or another one audits. */
  get stall(): string | undefined {
    return this.#holder.isHolding ? this.#auditState?.stall : undefined;
  }

  /** Begins to wait for the lease. */
  start(): void {
    this.#holder.start((_, signal) => this.#work(signal));
  }

  /** Looks for wishes at once. */
  wake(): void {
    this.#wakeUp.ring();
  }

  /** Ends what is under way and gives the lease back. */
  stop(): Promise<void> {
    return this.#holder.stop();
  }

  /** Side by side, so that nobody's wish waits for an audit of a long log, or for what another release has set aside. */
  async #work(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#serve(signal), this.#retry(signal), this.#audit(signal)]);
  }

  async #serve(signal: AbortSignal): Promise<void> {
    const { keeper } = this.#options;
    while (!signal.aborted) {
      await this.#unlessAway(() => keeper.serveRequests(signal), signal);
      await this.#unlessAway(() => keeper.recordSkips(), signal);
      await this.#wakeUp.wait(LOOK_MS, signal);
    }
  }

  /** Again and again: while workers are updated, an older one may set something aside after a newer one has looked. */
  async #retry(signal: AbortSignal): Promise<void> {
    const { keeper } = this.#options;
    while (!signal.aborted) {
      await this.#unlessAway(() => keeper.retryOfOtherReleases(signal), signal);
      await waitFor(RETRY_MS, signal).catch(() => undefined);
    }
  }

  async #audit(signal: AbortSignal): Promise<void> {
    const { audit, auditIntervalMs } = this.#options;
    while (!signal.aborted) {
      await this.#unlessAway(async () => {
        this.#auditState = await audit.sweep(signal);
      }, signal);
      await waitFor(auditIntervalMs, signal).catch(() => undefined);
    }
  }

  async #unlessAway(work: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#options.log.warn(
        { error: message },
        'The upkeep of the pipeline could not go on and tries again',
      );
    }
  }
}
