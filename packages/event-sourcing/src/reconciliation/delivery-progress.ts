import type { Tap } from './category-subscription.ts';

/** How far the deliveries of a subscription have come, and when the last one came. Times are milliseconds since 1970. */
export class DeliveryProgress {
  #newestMs: number | undefined;
  #lastTapMs: number | undefined;
  #openSinceMs: number | undefined;

  /** A subscription was opened. */
  noteOpen(): void {
    this.#openSinceMs = Date.now();
  }

  /** Something was delivered. */
  note({ event }: Tap): void {
    this.#lastTapMs = Date.now();
    if (event === undefined) return;
    // Not the position: a delivery has that of its link, which stands behind events that are still to come.
    const writtenMs = Date.parse(event.recordedAt ?? event.metadata.occurredAt);
    if (writtenMs > (this.#newestMs ?? 0)) this.#newestMs = writtenMs;
  }

  /** When the newest event was written that was delivered; `undefined`: nothing was. */
  get newestMs(): number | undefined {
    return this.#newestMs;
  }

  /** Since when the subscription is open; `undefined`: none was opened yet. */
  get openSinceMs(): number | undefined {
    return this.#openSinceMs;
  }

  /** Since when nothing was delivered although a subscription was open; `undefined`: none was opened yet. */
  get idleSinceMs(): number | undefined {
    if (this.#openSinceMs === undefined) return undefined;
    return Math.max(this.#openSinceMs, this.#lastTapMs ?? 0);
  }
}
