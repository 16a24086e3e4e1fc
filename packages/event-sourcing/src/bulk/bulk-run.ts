import { inParallel } from '../rebuild/in-parallel.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { BulkItem, BulkJob, BulkOutcome, BulkResult } from './bulk-job.ts';
import type { BulkJobs } from './bulk-jobs.ts';
import type { BulkObserver } from './bulk-observer.ts';
import type { BulkCommands, ItemSender } from './item-sender.ts';

/** How many items are sent before their results are stored, together: so many are sent again at most when a worker dies. */
const BATCH_ITEMS = 100;
/** How many commands are under way at a time. */
const CALLERS = 8;

/** What a job is run with. */
export interface BulkRunParts {
  readonly jobs: BulkJobs;
  readonly sender: ItemSender;
  readonly commands: BulkCommands;
  readonly observer: BulkObserver;
  readonly onResult: (outcome: BulkOutcome) => void;
  readonly log: ReconciliatorLog;
  readonly pollMs: number;
}

/** When a run must end: `signal` aborts when it is time to stop, `lost` when another worker may have taken the job up. */
export interface BulkRunSignals {
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
}

/** One job, from where a worker takes it up to its end, or until it is left to another worker. */
export class BulkRun {
  readonly #id: string;
  readonly #parts: BulkRunParts;
  readonly #signals: BulkRunSignals;
  readonly #cancelled = new AbortController();

  constructor({ id }: BulkJob, parts: BulkRunParts, signals: BulkRunSignals) {
    this.#id = id;
    this.#parts = parts;
    this.#signals = signals;
  }

  /** Resolves when the job is over or left. What was sent and not stored is sent again by the next, and changes nothing then. */
  async run(): Promise<void> {
    const { jobs, log, pollMs } = this.#parts;
    const job = await jobs.begin(this.#id, now());
    if (job === undefined) return;
    this.#heed(job);
    const looking = setInterval(() => this.#look(), pollMs);
    try {
      const isThrough = await this.#sendAll(job);
      if (this.#signals.signal.aborted) return;
      const ended = await jobs.end(this.#id, isThrough ? 'done' : 'cancelled', now());
      if (ended !== undefined)
        log.info({ job: this.#id, state: ended.state, ...ended.counts }, 'A bulk job ends');
    } finally {
      clearInterval(looking);
    }
  }

  /** True when every item has its result. */
  async #sendAll(job: BulkJob): Promise<boolean> {
    const { jobs, observer, onResult } = this.#parts;
    const signal = AbortSignal.any([this.#signals.signal, this.#cancelled.signal]);
    while (!signal.aborted) {
      const { items } = await jobs.items(this.#id, { outcome: 'waiting', limit: BATCH_ITEMS });
      if (items.length === 0) return true;
      const results = await this.#sendBatch(job, items, signal);
      // Whoever has the job now stores what becomes of its items.
      if (this.#signals.lost.aborted || results.length === 0) continue;
      const recorded = await jobs.record(this.#id, results, now());
      observer.reached('bulk-recorded');
      for (const { outcome } of results) onResult(outcome);
      if (recorded === undefined) return false;
      this.#heed(recorded);
    }
    return false;
  }

  /** The results there are by the end, be it that the job is to end before its items. */
  async #sendBatch(
    job: BulkJob,
    items: readonly BulkItem[],
    signal: AbortSignal,
  ): Promise<readonly BulkResult[]> {
    const results: BulkResult[] = [];
    const lanes = Map.groupBy(items, ({ target }) => this.#laneOf(job, target));
    await inParallel(lanes.values(), CALLERS, async (lane) => {
      for (const item of lane) {
        if (signal.aborted) return;
        const result = await this.#parts.sender.send(job, item, signal).catch((error: unknown) => {
          if (!signal.aborted) throw error;
          return undefined;
        });
        if (result !== undefined) results.push(result);
      }
    });
    return results;
  }

  #laneOf({ wish }: BulkJob, target: string): string {
    try {
      return this.#parts.commands.commandOf(wish, target).lane;
    } catch {
      return target;
    }
  }

  #heed({ isCancelRequested }: BulkJob): void {
    if (isCancelRequested) this.#cancelled.abort();
  }

  /** Learns whether the job is to be ended, also while a store is waited for. */
  #look(): void {
    this.#parts.jobs.get(this.#id).then(
      (job) => {
        if (job !== undefined) this.#heed(job);
      },
      () => undefined,
    );
  }
}

function now(): string {
  return new Date().toISOString();
}
