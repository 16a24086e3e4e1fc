import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from '../errors.ts';
import type { Lease } from '../lease/leases.ts';
import { backoffMs } from '../retry/backoff.ts';
import { WakeUp } from '../retry/wake-up.ts';
import type { Derivation, DerivingContext } from './derivation.ts';
import type { DerivedProjectionOptions } from './derived-projection-options.ts';
import { DERIVED_SAVE_INTERVAL_MS, type DerivedProgress } from './derived-store.ts';

const RECONNECT = { baseMs: 100, maxMs: 5_000 };

/** What was derived, and of what. */
interface Standing {
  takenUpTo: number;
  readonly generation: number;
}

/** Derives for as long as a lease is held. */
export class DerivedRun {
  readonly #options: Required<DerivedProjectionOptions>;
  readonly #lease: Lease;
  readonly #signal: AbortSignal;
  readonly #derivation: Derivation;
  readonly #wakeUp = new WakeUp();
  /** How far the one before had come: what is shown until everything is derived anew. */
  #former: DerivedProgress | undefined;
  /** `undefined`: everything is to be derived anew. */
  #standing: Standing | undefined;
  #failure: DerivedProgress['failure'];
  #sweepAtMs = 0;
  #saveAtMs = 0;

  constructor(options: Required<DerivedProjectionOptions>, lease: Lease, signal: AbortSignal) {
    this.#options = options;
    this.#lease = lease;
    this.#signal = signal;
    this.#derivation = options.derivation();
  }

  /** Why it does not go on; `undefined`: it does. */
  get failure(): string | undefined {
    return this.#failure?.reason;
  }

  /** Says that there may be something new. */
  look(): void {
    this.#wakeUp.ring();
  }

  /** Resolves when it is to stop; rejects when the lease is lost. */
  async work(): Promise<void> {
    this.#former = await this.#options.store.claim(this.#options.name, this.#lease);
    let failures = 0;
    while (!this.#signal.aborted) {
      try {
        const isThereMore = await this.#goOn();
        failures = 0;
        this.#failure = undefined;
        if (!isThereMore) await this.#wakeUp.wait(this.#options.pollMs, this.#signal);
      } catch (error) {
        if (this.#signal.aborted) return;
        if (hasCode(error, 'lease-lost')) throw error;
        failures += 1;
        await this.#standStill(error, failures);
      }
    }
  }

  /** Answers whether there is more to do at once. */
  async #goOn(): Promise<boolean> {
    const { scan, feed, page: limit, sweepMs } = this.#options;
    const generation = await scan.currentGeneration();
    const isOther = this.#standing?.generation !== generation;
    if (this.#standing === undefined || isOther || performance.now() >= this.#sweepAtMs) {
      // What is in the feed now is in the documents that are read from now on.
      const takenUpTo = await feed.head();
      this.#standing = undefined;
      await this.#derivation.recompute(this.#context());
      this.#standing = { takenUpTo, generation };
      this.#sweepAtMs = performance.now() + sweepMs;
      await this.#save();
      return true;
    }
    const { events, lookedUpTo } = await feed.page({ after: this.#standing.takenUpTo, limit });
    if (lookedUpTo <= this.#standing.takenUpTo) return await this.#rest(this.#standing);
    try {
      await this.#derivation.follow(events, this.#context());
    } catch (error) {
      // What it remembers may be half of what it was to remember.
      this.#standing = undefined;
      throw error;
    }
    this.#standing.takenUpTo = lookedUpTo;
    await this.#save();
    return true;
  }

  async #rest({ takenUpTo }: Standing): Promise<boolean> {
    if (performance.now() < this.#saveAtMs) return false;
    // A feed that is shorter than it was belongs to a store that was restored.
    if ((await this.#options.feed.head()) < takenUpTo) {
      this.#standing = undefined;
      return true;
    }
    await this.#save();
    return false;
  }

  #context(): DerivingContext {
    const { store, name } = this.#options;
    return {
      signal: this.#signal,
      commit: (writes) => store.commit(name, this.#lease, { writes }),
      report: async (done, total) => {
        if (performance.now() >= this.#saveAtMs) await this.#save({ recomputing: { done, total } });
      },
    };
  }

  async #save(more: Pick<DerivedProgress, 'recomputing'> = {}): Promise<void> {
    const { store, name } = this.#options;
    const { takenUpTo = 0, generation = 0 } = this.#standing ?? this.#former ?? {};
    const failure = this.#failure === undefined ? {} : { failure: this.#failure };
    const savedAt = new Date().toISOString();
    const progress: DerivedProgress = { takenUpTo, generation, savedAt, ...more, ...failure };
    await store.commit(name, this.#lease, { progress });
    this.#former = progress;
    this.#saveAtMs = performance.now() + DERIVED_SAVE_INTERVAL_MS;
  }

  async #standStill(error: unknown, failures: number): Promise<void> {
    const { log, name } = this.#options;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(
      { error: reason, failures, derived: name },
      'A derived projection stands still and tries again soon',
    );
    this.#failure = { reason, since: this.#failure?.since ?? new Date().toISOString() };
    // A store that cannot be written to is not told either; who reads misses the sign of life.
    await this.#save().catch(() => undefined);
    const ms = backoffMs(failures, RECONNECT.baseMs, RECONNECT.maxMs);
    await wait(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}
