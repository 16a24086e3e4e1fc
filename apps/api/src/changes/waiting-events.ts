const MAX_SPANS = 64;

interface Span {
  upTo: number;
  readonly sinceMs: number;
}

/**
 * Since when the events of one stream wait to be projected. Beyond 64 moments the newest are taken together under the earlier
 * one's time, so that a stream that nobody projects costs the same however long it grows.
 */
export class WaitingEvents {
  readonly #spans: Span[] = [];

  /** When the oldest event that waits was written, `undefined` when none waits. */
  get oldestMs(): number | undefined {
    return this.#spans[0]?.sinceMs;
  }

  add(revision: number, sinceMs: number): void {
    const last = this.#spans.at(-1);
    if (last !== undefined && (last.sinceMs === sinceMs || this.#spans.length >= MAX_SPANS))
      last.upTo = revision;
    else this.#spans.push({ upTo: revision, sinceMs });
  }

  /** Everything up to this revision waits no longer. */
  drop(revision: number): void {
    while (this.#spans[0] !== undefined && this.#spans[0].upTo <= revision) this.#spans.shift();
  }
}
