import { setTimeout as wait } from 'node:timers/promises';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { backoffMs } from '../retry/backoff.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { OpenSubscription, Tap } from './category-subscription.ts';
import type { PipelineObserver, ReconciliatorLog } from './pipeline-observer.ts';
import type { ProjectionFailure } from './projection-status.ts';
import type { ProjectedSpan } from './read-model-store.ts';
import type { SpanCommitter } from './span-committer.ts';
import type { SpanProjector, SpanRequest } from './span-projector.ts';
import { verdictOf } from './verdict.ts';

/** How an event that fails is tried again before its aggregate is set aside. */
export interface RetryPolicy {
  /** How often it is tried in all. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
}

/** The wait before looking again at a stream that another worker has projected meanwhile. */
const LOST_RACE = { baseMs: 2, maxMs: 250, worthAWord: 20 };

/** What a run of one subscription works with. */
export interface SubscriptionRunParts {
  readonly projector: SpanProjector;
  readonly committer: SpanCommitter;
  readonly observer: PipelineObserver;
  readonly log: ReconciliatorLog;
  readonly retry: RetryPolicy;
  readonly onProjected: (events: number) => void;
}

/**
 * Works off one open subscription: a lane for each stream, lanes side by side, one stream's deliveries strictly one after the other.
 * What arrives while a lane is busy is its next work, all at once.
 */
export class SubscriptionRun {
  readonly #subscription: OpenSubscription;
  readonly #parts: SubscriptionRunParts;
  readonly #acknowledgements: Acknowledgements;
  readonly #lanes = new Map<string, { taps: Tap[]; done: Promise<void> }>();
  readonly #aborted = new AbortController();
  #failure: unknown;
  #isFinishing = false;

  constructor(subscription: OpenSubscription, parts: SubscriptionRunParts) {
    this.#subscription = subscription;
    this.#parts = parts;
    this.#acknowledgements = new Acknowledgements(subscription);
  }

  /** Takes deliveries until the subscription is closed. Rejects with what broke it: a lost connection, or a store that is away. */
  async consume(): Promise<void> {
    try {
      for await (const tap of this.#subscription) this.#accept(tap);
    } finally {
      await this.finish();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Takes nothing more (it is delivered again to others) and resolves when what was taken is done and acknowledged, or given up. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ done }) => done));
  }

  #accept(tap: Tap): void {
    if (this.#isFinishing) return;
    const stream = tap.event?.stream ?? '';
    const lane = this.#lanes.get(stream);
    if (lane !== undefined) {
      lane.taps.push(tap);
      return;
    }
    const opened = { taps: [tap], done: Promise.resolve() };
    this.#lanes.set(stream, opened);
    opened.done = this.#work(stream, opened.taps);
  }

  async #work(stream: string, queue: Tap[]): Promise<void> {
    // The event loop's turn ends first, so that deliveries that came together are worked off together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (queue.length > 0 && !this.#aborted.signal.aborted) await this.#handle(stream, queue.splice(0));
    } catch (error) {
      await this.#breakOff(error);
    } finally {
      this.#lanes.delete(stream);
    }
  }

  async #handle(stream: string, taps: readonly Tap[]): Promise<void> {
    const delivered = taps.flatMap(({ event }) => (event === undefined ? [] : [event]));
    if (delivered.length < taps.length) {
      this.#parts.log.warn(
        { taps: taps.length - delivered.length },
        'Links to events that are no longer in the log',
      );
    }
    for (const event of delivered) this.#parts.observer.reached('received', event);
    const parkedRevision = delivered.length === 0 ? undefined : await this.#reconcile({ stream, delivered });
    const parked = taps.filter(({ event }) => event !== undefined && event.revision === parkedRevision);
    const done = taps.filter((tap) => !parked.includes(tap));
    this.#tell('before-ack', delivered);
    if (parked.length > 0)
      await this.#subscription.park(
        parked.map(({ ackId }) => ackId),
        'Its aggregate is set aside',
      );
    await this.#acknowledgements.add(done.map(({ ackId }) => ackId));
    this.#tell('after-ack', delivered);
  }

  /** Applies and stores what the deliveries ask for. Answers the revision at which the aggregate was set aside, if it was. */
  async #reconcile(request: SpanRequest): Promise<number | undefined> {
    let next: SpanRequest | undefined = request;
    let lostRaces = 0;
    for (let attempts = 1; next !== undefined; ) {
      try {
        const { span, events, generation, failed, resume } = await this.#parts.projector.project(next);
        if (span !== undefined) {
          await this.#commit(span, events);
          attempts = 1;
        }
        if (failed === undefined) {
          next = resume;
          continue;
        }
        if (attempts >= this.#parts.retry.attempts)
          return await this.#setAside(failed.event, failed.error, attempts, generation);
        await this.#pause(failed.event, failed.error, attempts);
        attempts += 1;
      } catch (error) {
        if (verdictOf(error) !== 'reload') throw error;
        lostRaces += 1;
        if (lostRaces % LOST_RACE.worthAWord === 0) {
          const { stream } = request;
          this.#parts.log.warn(
            { stream, lostRaces, error: messageOf(error) },
            'A stream loses one race after the other',
          );
        }
        await this.#wait(backoffMs(lostRaces, LOST_RACE.baseMs, LOST_RACE.maxMs));
      }
    }
    return undefined;
  }

  async #commit(span: ProjectedSpan, events: readonly RecordedEvent[]): Promise<void> {
    this.#tell('before-commit', events);
    await this.#parts.committer.commit(span);
    this.#tell('after-commit', events);
    this.#parts.onProjected(events.length);
  }

  async #pause(event: RecordedEvent, error: unknown, attempt: number): Promise<void> {
    const { baseMs, maxMs } = this.#parts.retry;
    this.#parts.log.warn(
      { ...placeOf(event), attempt, error: messageOf(error) },
      'An event failed and is tried again',
    );
    await this.#wait(backoffMs(attempt, baseMs, maxMs));
  }

  /** Rejects with what broke the run, should that happen meanwhile. */
  async #wait(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#aborted.signal }).catch(() => undefined);
    this.#aborted.signal.throwIfAborted();
  }

  /** First the mark, then (by the caller) the parking: a crash in between leaves the mark, which is the truth. */
  async #setAside(
    event: RecordedEvent,
    error: unknown,
    attempts: number,
    generation: number,
  ): Promise<number> {
    const failure: ProjectionFailure = {
      reason: messageOf(error),
      eventId: event.id,
      eventType: event.type,
      revision: event.revision,
      attempts,
      failedAt: new Date().toISOString(),
    };
    const at = event.revision - 1;
    await this.#parts.committer.commit({
      stream: event.stream,
      generation,
      from: at,
      to: at,
      lastEventId: undefined,
      emitted: at,
      documents: [],
      cloudEvents: [],
      failure,
    });
    this.#parts.log.warn({ ...placeOf(event), attempts, error: failure.reason }, 'An aggregate is set aside');
    return event.revision;
  }

  async #breakOff(error: unknown): Promise<void> {
    this.#failure ??= error;
    this.#aborted.abort(error);
    await this.#subscription.close().catch(() => undefined);
  }

  #tell(point: Parameters<PipelineObserver['reached']>[0], events: readonly RecordedEvent[]): void {
    for (const event of events) this.#parts.observer.reached(point, event);
  }
}

function placeOf({ id, type, stream, revision }: RecordedEvent): object {
  return { eventId: id, type, stream, revision };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
