/** Where an event with some id was written. */
export interface EventPlace {
  readonly stream: string;
  readonly revision: number;
}

const limit = 50_000;

/**
 * The ids of the events written last, for the idempotence of appends that name no revision. It forgets
 * the oldest, as the server's own cache does, which is why that idempotence is no guarantee.
 */
export class RecentIds {
  readonly #places = new Map<string, EventPlace>();

  /** Notes an event as the newest. */
  add(id: string, place: EventPlace): void {
    this.#places.delete(id);
    this.#places.set(id, place);
    if (this.#places.size <= limit) return;
    const oldest = this.#places.keys().next().value;
    if (oldest !== undefined) this.#places.delete(oldest);
  }

  /** The place of an event, if it is among the newest. */
  find(id: string): EventPlace | undefined {
    return this.#places.get(id);
  }

  /** Takes back an event whose transaction was undone. */
  remove(id: string): void {
    this.#places.delete(id);
  }
}

/** How many of the newest events a starting server reads back into the cache. */
export const recentIdsLimit = limit;
