/** The last revision of the streams that were told of most recently; the ones told of longest ago are forgotten. */
export class RecentRevisions {
  readonly #capacity: number;
  readonly #revisions = new Map<string, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(stream: string): number | undefined {
    return this.#revisions.get(stream);
  }

  /** Remembers a revision unless a higher one is known. */
  set(stream: string, revision: number): void {
    const known = this.#revisions.get(stream) ?? -1;
    // A Map iterates in the order of insertion, so what is inserted again is the newest.
    this.#revisions.delete(stream);
    this.#revisions.set(stream, Math.max(known, revision));
    if (this.#revisions.size <= this.#capacity) return;
    const [oldest] = this.#revisions.keys();
    if (oldest !== undefined) this.#revisions.delete(oldest);
  }
}
