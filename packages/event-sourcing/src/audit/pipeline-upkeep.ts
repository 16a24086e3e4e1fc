import { LeaseHolder } from '../lease/lease-holder.ts';
import type { Leases } from '../lease/leases.ts';
import type { QuarantineKeeper } from '../quarantine/quarantine-keeper.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import { WakeUp } from '../retry/wake-up.ts';
import type { AuditState } from './audit-state.ts';
import type { AuditSweep } from './audit-sweep.ts';

/** How often somebody's wishes are looked for, in milliseconds, beside being woken. */
const LOOK_MS = 500;

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
  readonly #stopping = new AbortController();
  readonly #wakeUp = new WakeUp();
  #working: Promise<void> | undefined;
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
    this.#working ??= this.#holder.work((_, signal) => this.#work(signal), this.#stopping.signal);
  }

  /** Looks for wishes at once. */
  wake(): void {
    this.#wakeUp.ring();
  }

  /** Ends what is under way and gives the lease back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #work(signal: AbortSignal): Promise<void> {
    const { keeper, audit, auditIntervalMs } = this.#options;
    let hasRetried = false;
    let auditDueAt = performance.now();
    while (!signal.aborted) {
      await this.#unlessAway(async () => {
        if (!hasRetried) await keeper.retryOfOtherReleases(signal);
        hasRetried = true;
        await keeper.serveRequests(signal);
        await keeper.recordSkips();
        if (performance.now() < auditDueAt || signal.aborted) return;
        this.#auditState = await audit.sweep(signal);
        auditDueAt = performance.now() + auditIntervalMs;
      });
      await this.#wakeUp.wait(LOOK_MS, signal);
    }
  }

  async #unlessAway(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.log.warn(
        { error: message },
        'The upkeep of the pipeline could not go on and tries again',
      );
    }
  }
}
