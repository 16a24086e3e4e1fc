import type { Tap } from './category-subscription.ts';

/** How far the deliveries of a subscription have come, by the log's positions, and when the last one came. */
export class DeliveryProgress {
  #furthest: bigint | undefined;
  #lastTapAt: number | undefined;
  #openedAt: number | undefined;

  /** A subscription was opened. */
  noteOpen(): void {
    this.#openedAt = performance.now();
  }

  /** Something was delivered. */
  note({ event }: Tap): void {
    this.#lastTapAt = performance.now();
    if (event === undefined) return;
    const position = BigInt(event.position);
    if (this.#furthest === undefined || position > this.#furthest) this.#furthest = position;
  }

  /** The furthest position that was delivered, a decimal number; `undefined`: nothing was. */
  get furthest(): string | undefined {
    return this.#furthest?.toString();
  }

  /** For how long nothing was delivered although a subscription was open, in milliseconds; `undefined`: none was opened yet. */
  get idleMs(): number | undefined {
    if (this.#openedAt === undefined) return undefined;
    return performance.now() - Math.max(this.#openedAt, this.#lastTapAt ?? 0);
  }
}
