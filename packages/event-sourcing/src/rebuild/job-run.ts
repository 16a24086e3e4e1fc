import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import { patience } from './patience.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { RebuildPhase } from './rebuild.ts';
import type { RebuildEngine } from './rebuild-engine.ts';
import {
  ALL_PROJECTIONS,
  type JobChange,
  NO_PROGRESS,
  type RebuildJob,
  type RebuildState,
} from './rebuild-job.ts';
import type { RebuildJobs } from './rebuild-jobs.ts';

/** How often a job is begun: one that its workers die of is not begun for ever. */
const MAX_ATTEMPTS = 3;

const STATES: Readonly<Record<RebuildPhase, RebuildState>> = {
  building: 'running',
  verifying: 'verifying',
  swapping: 'swapping',
};

/** What a job is run with. */
export interface JobRunParts {
  readonly jobs: RebuildJobs;
  readonly engine: RebuildEngine;
  readonly log: ReconciliatorLog;
  readonly pollMs: number;
}

/** When a run must end: `signal` aborts when it is time to stop, `lost` when another worker may have begun the job. */
export interface JobRunSignals {
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
}

/** One job, from where a worker takes it up to its end, or until it is left to another worker. */
export class JobRun {
  readonly #job: RebuildJob;
  readonly #parts: JobRunParts;
  readonly #signals: JobRunSignals;
  readonly #cancelled = new AbortController();
  readonly #meter = new ProgressMeter();
  #state: RebuildState = 'running';
  #telling: Promise<void> | undefined;

  constructor(job: RebuildJob, parts: JobRunParts, signals: JobRunSignals) {
    this.#job = job;
    this.#parts = parts;
    this.#signals = signals;
  }

  /** Resolves when the job is over or left. */
  async run(): Promise<void> {
    const { jobs, log, pollMs } = this.#parts;
    const { id, kind, projection, attempts } = this.#job;
    if (attempts >= MAX_ATTEMPTS) {
      const error = `Each of ${attempts} workers ended before the job did; look at their logs, and ask for it again`;
      await this.#end({ state: 'failed', error });
      return;
    }
    const startedAt = new Date().toISOString();
    const begun = await jobs.update(id, {
      state: 'running',
      attempts: attempts + 1,
      startedAt,
      progress: NO_PROGRESS,
    });
    if (begun === undefined) return;
    log.info({ kind, projection, attempt: attempts + 1 }, 'A rebuild or verification begins');
    const timer = setInterval(() => this.#tell(), pollMs);
    const outcome = await this.#outcome();
    clearInterval(timer);
    await this.#end(outcome);
  }

  async #outcome(): Promise<JobChange> {
    const { engine } = this.#parts;
    const { kind, projection } = this.#job;
    const signal = AbortSignal.any([this.#signals.signal, this.#cancelled.signal]);
    const projections = projection === ALL_PROJECTIONS ? engine.projections : [projection];
    try {
      if (this.#job.isCancelRequested) return { state: 'cancelled' };
      if (!projections.every((name) => engine.projections.includes(name)))
        return { state: 'failed', error: `This version has no projection ${projection}` };
      const total = await engine.countEvents();
      return kind === 'verify'
        ? await this.#verify(projections, total, signal)
        : await this.#rebuild(projections, total, signal);
    } catch (error) {
      if (this.#cancelled.signal.aborted) return { state: 'cancelled' };
      // Left to the next: an attempt that was ended in order is not counted.
      if (this.#signals.signal.aborted)
        return { state: 'queued', attempts: this.#job.attempts, progress: NO_PROGRESS };
      return { state: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #rebuild(
    projections: readonly string[],
    total: number | undefined,
    signal: AbortSignal,
  ): Promise<JobChange> {
    const progress = {
      phase: (phase: RebuildPhase) => {
        this.#state = STATES[phase];
        if (phase !== 'swapping') this.#meter.begin(total);
        this.#tell();
      },
      events: (events: number) => this.#meter.add(events),
      checked: (streams: number, events: number) => {
        signal.throwIfAborted();
        this.#meter.add(events, streams);
      },
    };
    const outcome = await this.#parts.engine.rebuild(projections, progress, signal);
    switch (outcome.outcome) {
      case 'swapped':
        return { state: 'done' };
      case 'refused':
        return {
          state: 'failed',
          error: 'The projections refuse events that the documents which are shown contain; those stay',
          failures: outcome.failures,
        };
      case 'different':
        return {
          state: 'failed',
          error: 'Documents that were made anew are not what their streams say; those that are shown stay',
          differences: outcome.report.differences,
          isBounded: outcome.report.bounded,
        };
    }
  }

  async #verify(
    projections: readonly string[],
    total: number | undefined,
    signal: AbortSignal,
  ): Promise<JobChange> {
    this.#state = 'verifying';
    this.#meter.begin(total);
    const checked = (streams: number, events: number) => this.#meter.add(events, streams);
    const { differences, bounded } = await this.#parts.engine.verify(projections, { checked }, signal);
    return { state: 'done', differences, isBounded: bounded };
  }

  /** Tells how the job gets on, and learns whether it is to be ended. What cannot be told now is told the next time. */
  #tell(): void {
    const { jobs } = this.#parts;
    this.#telling ??= jobs
      .update(this.#job.id, { state: this.#state, progress: this.#meter.read() })
      .then(
        (job) => {
          if (job === undefined || job.isCancelRequested) this.#cancelled.abort();
        },
        () => undefined,
      )
      .finally(() => {
        this.#telling = undefined;
      });
  }

  async #end(change: JobChange): Promise<void> {
    await this.#telling;
    // Whoever has it now says what becomes of it.
    if (this.#signals.lost.aborted) return;
    const { jobs, log } = this.#parts;
    const isLeft = change.state === 'queued';
    const progress = isLeft ? {} : { progress: this.#meter.read(), endedAt: new Date().toISOString() };
    const { signal } = this.#signals;
    const update = () => jobs.update(this.#job.id, { ...progress, ...change });
    await (signal.aborted ? update() : patience(signal, log)(update));
    const { kind, projection } = this.#job;
    log.info(
      { kind, projection, state: change.state, error: change.error },
      'A rebuild or verification ends',
    );
  }
}
