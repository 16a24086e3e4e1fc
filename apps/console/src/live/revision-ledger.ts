import {
  type AggregateKey,
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

  subscribe(key: AggregateKey, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }
}
