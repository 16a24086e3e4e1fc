import { setTimeout as wait } from 'node:timers/promises';
import type { FeedEvent } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { backoffMs } from '../retry/backoff.ts';
import type { SinkObserver } from './sink-observer.ts';
import type { SinkFailure } from './sink-positions.ts';

/** What lanes deliver with. */
export interface SinkLanesParts {
  readonly post: (event: FeedEvent, signal: AbortSignal) => Promise<void>;
  readonly concurrency: number;
  readonly retry: Pick<RetryPolicy, 'baseMs' | 'maxMs'>;
  readonly log: ReconciliatorLog;
  readonly observer: SinkObserver;
  /** Called whenever an event is delivered. */
  readonly onDelivered: () => void;
}

/** Until when lanes work. */
export interface SinkLanesSignals {
  /** No delivery begins once this has aborted. */
  readonly over: AbortSignal;
  /** What is under way is cut off when this aborts. */
  readonly abandoned: AbortSignal;
}

/** What no receiver means, and no timer can wait, is cut to this, in milliseconds. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1_000;

/** The events of one subject that are not delivered, the first one first. */
interface Lane {
  readonly events: FeedEvent[];
  failure?: SinkFailure;
}

/**
 * Delivers events side by side, those of one subject one after the other. One that fails is tried again for ever, after longer and longer
 * waits; only its own subject waits for it. A receiver that asks to be left alone for a time is left alone altogether.
 */
export class SinkLanes {
  readonly #parts: SinkLanesParts;
  readonly #signals: SinkLanesSignals;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: Lane[] = [];
  /** In the order of the feed. */
  readonly #undelivered = new Set<number>();
  readonly #posting = new Set<Promise<void>>();
  #addedUpTo: number;
  #deliveredAt: string | undefined;
  #failing = 0;
  #pauses = 0;

  /** `after`: every event up to this number is delivered. */
  constructor(parts: SinkLanesParts, signals: SinkLanesSignals, after: number) {
    this.#parts = parts;
    this.#signals = signals;
    this.#addedUpTo = after;
  }

  /** The number of the last event that was added. */
  get addedUpTo(): number {
    return this.#addedUpTo;
  }

  /** Every event up to this number is delivered. */
  get deliveredUpTo(): number {
    const { value: first, done } = this.#undelivered.values().next();
    return done ? this.#addedUpTo : first - 1;
  }

  /** When the last event was delivered (ISO 8601), `undefined` while none was. */
  get deliveredAt(): string | undefined {
    return this.#deliveredAt;
  }

  /** Of the deliveries that fail now, that of the earliest event. */
  get failure(): SinkFailure | undefined {
    const failures = [...this.#lanes.values()].flatMap(({ failure }) => failure ?? []);
    return failures.toSorted((one, other) => one.sequence - other.sequence)[0];
  }

  /** Adds the next events of the feed, in its order; every event up to `upTo` was looked at. */
  add(events: readonly FeedEvent[], upTo: number): void {
    for (const event of events) {
      this.#undelivered.add(Number(event.sequence));
      const lane = this.#lanes.get(event.subject);
      if (lane === undefined) this.#open(event);
      else lane.events.push(event);
    }
    this.#addedUpTo = upTo;
    this.#begin();
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#posting.size > 0) await Promise.all(this.#posting);
  }

  #open(event: FeedEvent): void {
    const lane: Lane = { events: [event] };
    this.#lanes.set(event.subject, lane);
    this.#ready.push(lane);
  }

  #begin(): void {
    const { concurrency } = this.#parts;
    while (this.#posting.size < concurrency && this.#pauses === 0 && !this.#signals.over.aborted) {
      const lane = this.#ready.shift();
      const [event] = lane?.events ?? [];
      if (lane === undefined || event === undefined) return;
      const posting = this.#post(lane, event).finally(() => {
        this.#posting.delete(posting);
        this.#begin();
      });
      this.#posting.add(posting);
    }
  }

  async #post(lane: Lane, event: FeedEvent): Promise<void> {
    const { post, observer, onDelivered } = this.#parts;
    observer.reached('sink-posting', event);
    try {
      await post(event, this.#signals.abandoned);
    } catch (error) {
      // What was cut off because it is over says nothing about the receiver.
      if (!this.#signals.over.aborted) this.#retryLater(lane, event, error);
      return;
    }
    observer.reached('sink-posted', event);
    this.#noteDelivered(lane, event);
    onDelivered();
  }

  #noteDelivered(lane: Lane, { sequence, subject }: FeedEvent): void {
    this.#undelivered.delete(Number(sequence));
    this.#deliveredAt = new Date().toISOString();
    lane.events.shift();
    if (lane.events.length === 0) this.#lanes.delete(subject);
    else this.#ready.push(lane);
    if (lane.failure === undefined) return;
    delete lane.failure;
    this.#failing -= 1;
    if (this.#failing === 0) this.#parts.log.info({}, 'Every event can be delivered to the sink again');
  }

  #retryLater(lane: Lane, { sequence, subject }: FeedEvent, error: unknown): void {
    const { retry, log } = this.#parts;
    const attempts = (lane.failure?.attempts ?? 0) + 1;
    const pauseMs = retryAfterMs(error);
    const waitMs = Math.max(pauseMs, backoffMs(attempts, retry.baseMs, retry.maxMs));
    const now = Date.now();
    const reason = error instanceof Error ? error.message : String(error);
    const since = lane.failure?.since ?? new Date(now).toISOString();
    const retryAt = new Date(now + waitMs).toISOString();
    if (lane.failure === undefined) this.#failing += 1;
    if (this.#failing === 1 && attempts === 1) {
      log.warn(
        { subject, sequence, error: reason },
        'An event cannot be delivered to the sink and is tried again',
      );
    }
    lane.failure = { reason, subject, sequence: Number(sequence), attempts, since, retryAt };
    if (pauseMs > 0) this.#pause(pauseMs);
    this.#after(waitMs, () => this.#ready.push(lane));
  }

  #pause(ms: number): void {
    this.#pauses += 1;
    this.#after(ms, () => {
      this.#pauses -= 1;
    });
  }

  #after(ms: number, act: () => void): void {
    wait(ms, undefined, { signal: this.#signals.over }).then(
      () => {
        act();
        this.#begin();
      },
      () => undefined,
    );
  }
}

/** By its shape, so that it is found whichever copy of the package made the error. */
function retryAfterMs(error: unknown): number {
  const ms = (error as { retryAfterMs?: unknown } | null)?.retryAfterMs;
  return typeof ms === 'number' && ms > 0 ? Math.min(ms, LONGEST_PAUSE_MS) : 0;
}
