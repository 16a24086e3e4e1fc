import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { backoffMs } from '../retry/backoff.ts';
import { waitFor } from '../retry/wait-for.ts';
import { failureCodeOf, failureReasonOf } from './failure-code.ts';
import type { PipelineMetrics } from './pipeline-metrics.ts';
import type { PipelineObserver, ReconciliatorLog } from './pipeline-observer.ts';
import type { ProjectionFailure } from './projection-status.ts';
import type { SpanCommitter } from './span-committer.ts';
import type { SpanProjector, SpanResult } from './span-projector.ts';
import type { FailedStep, SpanRequest } from './span-request.ts';
import { verdictOf } from './verdict.ts';

/** How an event that fails is tried again before its aggregate is set aside. */
export interface RetryPolicy {
  /** How often it is tried in all. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
}

/** What a {@link StreamReconciler} works with. */
export interface StreamReconcilerParts {
  readonly projector: SpanProjector;
  readonly committer: SpanCommitter;
  readonly observer: PipelineObserver;
  readonly metrics: PipelineMetrics;
  readonly log: ReconciliatorLog;
  readonly retry: RetryPolicy;
  /** Which version of the code this is: noted with what it sets aside. */
  readonly release: string;
  readonly onProjected: (events: number) => void;
}

/** What became of a request. */
export interface Reconciled {
  /** How many events were applied and stored by it; 0: all of it was there already, or is set aside. */
  readonly applied: number;
  /** The revision whose event set the aggregate aside, if one did. */
  readonly setAsideAt?: number;
}

/** The wait before looking again at a stream that another worker has projected meanwhile. */
const LOST_RACE = { baseMs: 2, maxMs: 250, worthAWord: 20 };

/** Applied one event at a time, a span shows which of its events cannot be stored. */
const ONE_BY_ONE = 1;

/**
 * Brings single streams up to the log, whoever asks: a delivery, an audit, or somebody who wants a retry. One stream is worked on by one
 * request at a time, and what fails is tried again and then set aside, so that it is nobody else's trouble.
 */
export class StreamReconciler {
  readonly #parts: StreamReconcilerParts;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(parts: StreamReconcilerParts) {
    this.#parts = parts;
  }

  /**
   * Applies and stores what the request asks for, after what was asked for its stream before. Rejects with `unavailable` when a store is
   * away, and with the signal's reason when it aborts during a wait.
   */
  async reconcile(request: SpanRequest, signal?: AbortSignal): Promise<Reconciled> {
    return await this.exclusively(request.stream, () => this.#reconcile(request, signal));
  }

  /** Does something with a stream that nothing else here works on meanwhile. */
  async exclusively<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#busy.get(stream);
    const mine = before === undefined ? work() : before.then(work, work);
    this.#busy.set(stream, mine);
    try {
      return await mine;
    } finally {
      if (this.#busy.get(stream) === mine) this.#busy.delete(stream);
    }
  }

  async #reconcile(request: SpanRequest, signal: AbortSignal | undefined): Promise<Reconciled> {
    let next: SpanRequest | undefined = request;
    let applied = 0;
    let lostRaces = 0;
    for (let attempts = 1; next !== undefined; ) {
      try {
        const { stored, generation, failed, resume } = await this.#step(next);
        applied += stored;
        if (stored > 0) attempts = 1;
        if (failed === undefined) {
          next = resume;
          continue;
        }
        if (attempts >= this.#parts.retry.attempts || failed.isFinal === true)
          return { applied, setAsideAt: await this.#setAside(request.stream, generation, failed, attempts) };
        await this.#pause(failed, attempts, signal);
        attempts += 1;
      } catch (error) {
        if (verdictOf(error) !== 'reload') throw error;
        lostRaces += 1;
        this.#parts.metrics.raceLost();
        this.#noteLostRace(request.stream, lostRaces, error);
        await waitFor(backoffMs(lostRaces, LOST_RACE.baseMs, LOST_RACE.maxMs), signal);
      }
    }
    return { applied };
  }

  async #step(
    request: SpanRequest,
  ): Promise<Pick<SpanResult, 'generation' | 'failed' | 'resume'> & { stored: number }> {
    const { span, events, generation, failed, resume } = await this.#parts.projector.project(request);
    const rest = {
      generation,
      ...(failed === undefined ? {} : { failed }),
      ...(resume === undefined ? {} : { resume }),
    };
    if (span === undefined) return { stored: 0, ...rest };
    this.#tell('before-commit', events);
    try {
      await this.#parts.committer.commit(span);
    } catch (error) {
      const [first] = events;
      if (verdictOf(error) !== 'retry' || first === undefined) throw error;
      // Something of the span cannot be stored. Event by event it shows whose fault that is.
      if (events.length > 1) return { stored: 0, generation, resume: { ...request, limit: ONE_BY_ONE } };
      return { stored: 0, generation, failed: { event: first, at: span.from, error } };
    }
    this.#tell('after-commit', events);
    this.#count(request, events);
    return { stored: events.length, ...rest };
  }

  #count({ delivered }: SpanRequest, events: readonly RecordedEvent[]): void {
    const { metrics, onProjected } = this.#parts;
    const now = Date.now();
    for (const event of events) metrics.eventProjected(Math.max(0, now - appendedAtMs(event)));
    const deliveredIds = new Set(delivered.map(({ id }) => id));
    const read = events.filter(({ id }) => !deliveredIds.has(id)).length;
    if (read > 0) metrics.eventsRead(read);
    onProjected(events.length);
  }

  async #pause({ event, error }: FailedStep, attempt: number, signal?: AbortSignal): Promise<void> {
    this.#parts.metrics.eventRetried();
    const { baseMs, maxMs } = this.#parts.retry;
    this.#parts.log.warn(
      { ...placeOf(event), attempt, error: messageOf(error) },
      'An event failed and is tried again',
    );
    await waitFor(backoffMs(attempt, baseMs, maxMs), signal);
  }

  /** First the mark, then (by whoever holds the delivery) the parking: a crash in between leaves the mark, which is the truth. */
  async #setAside(
    stream: string,
    generation: number,
    { event, at, error }: FailedStep,
    attempts: number,
  ): Promise<number> {
    const failure: ProjectionFailure = {
      code: failureCodeOf(error),
      reason: failureReasonOf(error, event.type),
      eventId: event.id,
      eventType: event.type,
      revision: event.revision,
      attempts,
      failedAt: new Date().toISOString(),
      release: this.#parts.release,
    };
    await this.#parts.committer.commit({
      stream,
      generation,
      from: at,
      to: at,
      lastEventId: undefined,
      emitted: at,
      documents: [],
      cloudEvents: [],
      failure,
    });
    this.#parts.metrics.aggregateSetAside(failure.code);
    const { code, reason } = failure;
    this.#parts.log.warn({ ...placeOf(event), attempts, code, error: reason }, 'An aggregate is set aside');
    return event.revision;
  }

  #noteLostRace(stream: string, lostRaces: number, error: unknown): void {
    if (lostRaces % LOST_RACE.worthAWord !== 0) return;
    this.#parts.log.warn(
      { stream, lostRaces, error: messageOf(error) },
      'A stream loses one race after the other',
    );
  }

  #tell(point: Parameters<PipelineObserver['reached']>[0], events: readonly RecordedEvent[]): void {
    for (const event of events) this.#parts.observer.reached(point, event);
  }
}

function appendedAtMs({ recordedAt, metadata }: RecordedEvent): number {
  return Date.parse(recordedAt ?? metadata.occurredAt);
}

function placeOf({ id, type, stream, revision }: FailedStep['event']): object {
  return { eventId: id, type, stream, revision };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
