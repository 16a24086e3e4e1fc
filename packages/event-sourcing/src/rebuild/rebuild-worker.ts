import { LeasedWork, type LeasedWorkSignals } from '../lease/leased-work.ts';
import type { Leases } from '../lease/leases.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import { JobRun } from './job-run.ts';
import type { RebuildEngine } from './rebuild-engine.ts';
import type { RebuildJobs } from './rebuild-jobs.ts';
import type { RebuildStore } from './rebuild-store.ts';

/** The lease that the working one of several workers holds. */
const LEASE = 'rebuild';

const MINUTE_MS = 60_000;
const DEFAULTS = { pollMs: 500, leaseTtlMs: 5_000, keepReplacedMs: 10 * MINUTE_MS };

/** What a {@link RebuildWorker} is made of. */
export interface RebuildWorkerOptions {
  readonly jobs: RebuildJobs;
  readonly engine: RebuildEngine;
  readonly store: Pick<RebuildStore, 'dropReplaced'>;
  readonly leases: Leases;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  readonly log: ReconciliatorLog;
  /** How often it looks for a job, and tells how one gets on, in milliseconds; default 500. */
  readonly pollMs?: number;
  /** For how long the lease is taken at a time, in milliseconds; default 5 s. */
  readonly leaseTtlMs?: number;
  /** For how long documents are kept that a rebuild has replaced, for readers who do not know it yet; default 10 minutes. */
  readonly keepReplacedMs?: number;
}

/**
 * Works off rebuilds and verifications, one at a time. Of several workers one works, the others wait for its lease: when it dies, another
 * one begins its job anew. A worker that stops leaves its job to the next.
 */
export class RebuildWorker {
  readonly #options: RebuildWorkerOptions & typeof DEFAULTS;
  readonly #work: LeasedWork;

  /** {@link EventSourcingConfigurationError} for options that cannot work. */
  constructor(options: RebuildWorkerOptions) {
    this.#options = { ...DEFAULTS, ...options };
    new OptionChecks('The rebuild worker').milliseconds('pollMs', this.#options.pollMs, 1);
    this.#work = new LeasedWork({
      ...this.#options,
      lease: LEASE,
      onFailure: 'Rebuilds stand still and are taken up again',
      begin: (signals) => this.#begin(signals),
    });
  }

  /** Begins. A worker is started once. */
  start(): void {
    this.#work.start();
  }

  /** Says that there may be a job, so that it looks at once. */
  wake(): void {
    this.#work.wake();
  }

  /** Leaves the job that is under way to the next, and gives the lease back. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  #begin(signals: LeasedWorkSignals): () => Promise<boolean> {
    const { jobs, store, keepReplacedMs } = this.#options;
    let tidiedAt = performance.now();
    return async () => {
      const job = await jobs.active();
      if (job !== undefined) await new JobRun(job, this.#options, signals).run();
      else if (performance.now() - tidiedAt > MINUTE_MS) {
        tidiedAt = performance.now();
        await store.dropReplaced(keepReplacedMs);
      }
      return false;
    };
  }
}
