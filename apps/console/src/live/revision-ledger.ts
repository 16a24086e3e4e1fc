import type { AggregateName } from '@tools-provider/contracts';
import {
  type AggregateKey,
  aggregateKey,
  type KnownRevision,
  learn,
  type Observation,
} from '../consistency/known-revision.ts';

/** What this tab knows of every aggregate it has heard of. Components subscribe to single aggregates. */
export class RevisionLedger {
  readonly #known = new Map<AggregateKey, KnownRevision>();
  readonly #listeners = new Map<AggregateKey, Set<() => void>>();

  get(key: AggregateKey): KnownRevision | undefined {
    return this.#known.get(key);
  }

  /** Adds an observation, and tells the aggregate's subscribers if that changed anything. */
  note(key: AggregateKey, heard: Observation): void {
    const before = this.#known.get(key);
    const after = learn(before, heard);
    this.#known.set(key, after);
    const isSame =
      before !== undefined &&
      before.head === after.head &&
      before.projected === after.projected &&
      before.status === after.status &&
      before.pendingSince === after.pendingSince;
    if (isSame) return;
    for (const listener of this.#listeners.get(key) ?? []) listener();
  }

  /** How far each aggregate of this name is known to be projected, by its id; a copy that stays as it is. */
  projectedOf(aggregate: AggregateName): ReadonlyMap<string, number> {
    const prefix = aggregateKey(aggregate, '');
    const projected = new Map<string, number>();
    for (const [key, known] of this.#known) {
      if (key.startsWith(prefix) && known.projected !== null)
        projected.set(key.slice(prefix.length), known.projected);
    }
    return projected;
  }

  subscribe(key: AggregateKey, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }
}
