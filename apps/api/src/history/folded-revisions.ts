/** How many events may have to be read again from where something is remembered. */
const EVERY = 500;

/** How many are remembered, of all streams together. */
const MOST_REMEMBERED = 200;

/** What a stream's events up to a revision come to. */
export interface FoldedRevision<State> {
  readonly revision: number;
  readonly state: State;
}

/** Remembers what streams came to at some of their revisions, which never changes; what was used longest ago is forgotten first. */
export class FoldedRevisions<State> {
  readonly #remembered = new Map<string, FoldedRevision<State>>();

  /** The nearest that is known of a stream at a revision or before. */
  nearest(stream: string, revision: number): FoldedRevision<State> | undefined {
    for (let at = revision - (revision % EVERY); at > 0; at -= EVERY) {
      const key = `${stream}@${at}`;
      const found = this.#remembered.get(key);
      if (found === undefined) continue;
      this.#remembered.delete(key);
      this.#remembered.set(key, found);
      return found;
    }
    return undefined;
  }

  /** Takes what a stream came to; only every 500th revision is kept. */
  remember(stream: string, revision: number, state: State): void {
    if (revision === 0 || revision % EVERY !== 0) return;
    this.#remembered.set(`${stream}@${revision}`, { revision, state });
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= MOST_REMEMBERED) return;
      this.#remembered.delete(oldest);
    }
  }
}
