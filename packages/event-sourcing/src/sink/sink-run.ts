import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from '../errors.ts';
import type { Lease } from '../lease/leases.ts';
import type { Feed } from '../read-side/feed.ts';
import { backoffMs } from '../retry/backoff.ts';
import { WakeUp } from '../retry/wake-up.ts';
import { SinkLanes, type SinkLanesParts } from './sink-lanes.ts';
import { SINK_SAVE_INTERVAL_MS, type Sink, type SinkPositions } from './sink-positions.ts';

/** What a run works with. */
export interface SinkRunParts extends Omit<SinkLanesParts, 'onDelivered'> {
  readonly sink: Sink;
  readonly positions: SinkPositions;
  readonly feed: Feed;
  readonly window: number;
  readonly pollMs: number;
  readonly stopGraceMs: number;
}

/** Until when a run works; `lost`: somebody else may have taken over. */
export interface SinkRunSignals {
  readonly stopping: AbortSignal;
  readonly lost: AbortSignal;
}

/** So many delivered events are saved at once, even if it is not time yet. */
const EVENTS_A_SAVE = 100;
/** A page is worth reading when so much of the window is free. */
const PAGES_A_WINDOW = 4;
const RECONNECT = { baseMs: 100, maxMs: 5_000 };

/** Delivers to a sink for as long as a lease is held: reads the feed ahead, and saves how far it has come, while the lanes deliver. */
export class SinkRun {
  readonly #parts: SinkRunParts;
  readonly #lease: Lease;
  readonly #signals: SinkRunSignals;
  readonly #abandon = new AbortController();
  readonly #wakeUp = new WakeUp();
  readonly #lanes: SinkLanes;
  #mayHoldMore = true;
  #lookAtMs = 0;
  #savedUpTo: number;
  #saveAtMs = 0;

  private constructor(parts: SinkRunParts, lease: Lease, signals: SinkRunSignals, after: number) {
    this.#parts = parts;
    this.#lease = lease;
    this.#signals = signals;
    this.#savedUpTo = after;
    const abandoned = AbortSignal.any([signals.lost, this.#abandon.signal]);
    const over = AbortSignal.any([signals.stopping, abandoned]);
    const onDelivered = () => this.#wakeUp.ring();
    this.#lanes = new SinkLanes({ ...parts, onDelivered }, { over, abandoned }, after);
  }

  /** Begins where the former holder of the lease has ended. */
  static async begin(parts: SinkRunParts, lease: Lease, signals: SinkRunSignals): Promise<SinkRun> {
    return new SinkRun(parts, lease, signals, await parts.positions.claim(parts.sink, lease));
  }

  /** Says that the feed may hold more. */
  look(): void {
    this.#mayHoldMore = true;
    this.#wakeUp.ring();
  }

  /** Resolves when it is to stop, and what was under way is delivered and saved; rejects when the lease is lost. */
  async work(): Promise<void> {
    try {
      await this.#workOn();
    } catch (error) {
      this.#abandon.abort();
      throw error;
    } finally {
      const cutOff = setTimeout(() => this.#abandon.abort(), this.#parts.stopGraceMs);
      await this.#lanes.settled();
      clearTimeout(cutOff);
    }
    if (!this.#signals.lost.aborted) await this.#save();
  }

  async #workOn(): Promise<void> {
    const { stopping } = this.#signals;
    let failures = 0;
    while (!stopping.aborted) {
      try {
        await this.#readAhead();
        await this.#saveIfDue();
        failures = 0;
      } catch (error) {
        if (hasCode(error, 'lease-lost')) throw error;
        failures += 1;
        await this.#standStill(error, failures);
        continue;
      }
      await this.#wakeUp.wait(this.#restMs(), stopping);
    }
  }

  /** The lanes go on: what they have stays theirs, so nothing is delivered twice because a store was away. */
  async #standStill(error: unknown, failures: number): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.log.warn(
      { error: reason, failures },
      'The delivery to the sink cannot ask its store, and asks again soon',
    );
    const ms = backoffMs(failures, RECONNECT.baseMs, RECONNECT.maxMs);
    await wait(ms, undefined, { signal: this.#signals.stopping }).catch(() => undefined);
  }

  async #readAhead(): Promise<void> {
    const { feed, window, pollMs } = this.#parts;
    const now = performance.now();
    if (now >= this.#lookAtMs) this.#mayHoldMore = true;
    while (this.#mayHoldMore && !this.#signals.stopping.aborted) {
      const after = this.#lanes.addedUpTo;
      const limit = window - (after - this.#lanes.deliveredUpTo);
      if (limit < Math.ceil(window / PAGES_A_WINDOW)) return;
      // Whoever says so while the page is read is not to be missed.
      this.#mayHoldMore = false;
      this.#lookAtMs = now + pollMs;
      try {
        const page = await feed.page({ after, limit });
        this.#lanes.add(page.events, page.lookedUpTo);
        if (page.events.length === limit) this.#mayHoldMore = true;
      } catch (error) {
        this.#mayHoldMore = true;
        throw error;
      }
    }
  }

  async #saveIfDue(): Promise<void> {
    const isMuch = this.#lanes.deliveredUpTo - this.#savedUpTo >= EVENTS_A_SAVE;
    if (isMuch || performance.now() >= this.#saveAtMs) await this.#save();
  }

  async #save(): Promise<void> {
    const { positions, sink, observer } = this.#parts;
    const { deliveredUpTo, deliveredAt, failure } = this.#lanes;
    this.#saveAtMs = performance.now() + SINK_SAVE_INTERVAL_MS;
    observer.reached('sink-saving');
    await positions.save(sink, this.#lease, {
      deliveredUpTo,
      savedAt: new Date().toISOString(),
      ...(deliveredAt === undefined ? {} : { deliveredAt }),
      ...(failure === undefined ? {} : { failure }),
    });
    this.#savedUpTo = deliveredUpTo;
    observer.reached('sink-saved');
  }

  /** While there is more than the window has room for, a look would find no place for it: a delivery is what ends the rest. */
  #restMs(): number {
    const nextMs = this.#mayHoldMore ? this.#saveAtMs : Math.min(this.#lookAtMs, this.#saveAtMs);
    return Math.max(0, nextMs - performance.now());
  }
}
