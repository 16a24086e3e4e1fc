import type { Mediator } from '@tools-provider/mediator';
import type { CommandContext } from '../commands/command-context.ts';
import { LeasedWork, type LeasedWorkSignals } from '../lease/leased-work.ts';
import type { Leases } from '../lease/leases.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { AppendWitness } from './append-witness.ts';
import type { BulkOutcome } from './bulk-job.ts';
import type { BulkJobs } from './bulk-jobs.ts';
import type { BulkObserver } from './bulk-observer.ts';
import { BulkRun } from './bulk-run.ts';
import { type BulkCommands, ItemSender } from './item-sender.ts';

/** The lease that the working one of several workers holds. */
const LEASE = 'bulk-jobs';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DEFAULTS = {
  pollMs: 500,
  leaseTtlMs: 5_000,
  keptForMs: 30 * DAY_MS,
  keptNewest: 1_000,
  retry: { attempts: 4, baseMs: 50, maxMs: 5_000 } as RetryPolicy,
  observer: { reached: () => undefined } as BulkObserver,
  onResult: (_: BulkOutcome): void => undefined,
};

/** What a {@link BulkWorker} is made of. */
export interface BulkWorkerOptions {
  readonly jobs: BulkJobs;
  /** Carries the commands out, through an event store that `witness` watches. */
  readonly mediator: Pick<Mediator<CommandContext>, 'execute'>;
  readonly witness: AppendWitness;
  readonly commands: BulkCommands;
  readonly leases: Leases;
  /** Differs from every other worker's, also from that of an earlier life of the same process. */
  readonly owner: string;
  readonly log: ReconciliatorLog;
  readonly observer?: BulkObserver;
  /** Is told of each item whose result is stored. */
  readonly onResult?: (outcome: BulkOutcome) => void;
  /** How often a command is sent that others overtake, or that fails for no good reason; default 4 times, with waits from 50 ms to 5 s. A store that is away is waited for without end. */
  readonly retry?: RetryPolicy;
  /** How often it looks for a job, and whether the one under way is to be ended, in milliseconds; default 500. */
  readonly pollMs?: number;
  /** For how long the lease is taken at a time, in milliseconds; default 5 s. */
  readonly leaseTtlMs?: number;
  /** For how long jobs are kept that are over, in milliseconds, and how many of them; default 30 days, and the newest 1,000. */
  readonly keptForMs?: number;
  readonly keptNewest?: number;
}

/**
 * Works off bulk jobs, one at a time, the oldest first, and forgets old ones. Of several workers one works, the others wait for its lease:
 * when it dies or stops, another one goes on where its last results were stored.
 */
export class BulkWorker {
  readonly #options: BulkWorkerOptions & typeof DEFAULTS;
  readonly #sender: ItemSender;
  readonly #work: LeasedWork;

  /** {@link EventSourcingConfigurationError} for options that cannot work. */
  constructor(options: BulkWorkerOptions) {
    this.#options = { ...DEFAULTS, ...options };
    new OptionChecks('The bulk worker').milliseconds('pollMs', this.#options.pollMs, 1);
    this.#sender = new ItemSender(this.#options);
    this.#work = new LeasedWork({
      ...this.#options,
      lease: LEASE,
      onFailure: 'Bulk jobs stand still and are taken up again',
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

  /** Stores what became of the items under way, leaves the rest to the next, and gives the lease back. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  #begin(signals: LeasedWorkSignals): () => Promise<boolean> {
    const parts = { ...this.#options, sender: this.#sender };
    let tidiedAt = Number.NEGATIVE_INFINITY;
    return async () => {
      const job = await this.#options.jobs.next();
      if (job !== undefined) {
        await new BulkRun(job, parts, signals).run();
        return true;
      }
      if (performance.now() - tidiedAt > MINUTE_MS) {
        tidiedAt = performance.now();
        await this.#tidy();
      }
      return false;
    };
  }

  async #tidy(): Promise<void> {
    const { jobs, keptForMs, keptNewest } = this.#options;
    const endedSince = new Date(Date.now() - keptForMs).toISOString();
    await jobs.tidy({ endedSince, newest: keptNewest });
  }
}
