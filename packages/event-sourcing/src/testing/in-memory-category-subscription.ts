import { streamNaming } from '../aggregate/stream-name.ts';
import type { CategorySubscription, OpenSubscription, Tap } from '../reconciliation/category-subscription.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import type { InMemoryEventStore } from './in-memory-event-store.ts';

/** A delivery that was set aside, and why. */
export interface ParkedTap {
  readonly tap: Tap;
  readonly reason: string;
}

/**
 * A consumer group on the streams of one category, with the semantics of the port; it lasts as long as the process. Each event goes to the
 * consumer that holds least, whatever its stream is: two of one stream may be with two consumers at once, as after a real group was rebalanced.
 */
export class InMemoryCategorySubscription implements CategorySubscription {
  readonly #consumers = new Set<Consumer>();
  /** In the order of the log, while nobody is there to take them. */
  readonly #waiting: Tap[] = [];
  readonly #parked: ParkedTap[] = [];

  constructor(eventStore: InMemoryEventStore, category: string) {
    const { prefix } = streamNaming(category);
    eventStore.followLog((event) => {
      if (event.stream.startsWith(prefix)) this.#deliver({ ackId: event.position, retryCount: 0, event });
    });
  }

  /** How many deliveries are neither acknowledged nor parked. */
  get unacknowledged(): number {
    return [...this.#consumers].reduce((sum, { held }) => sum + held, this.#waiting.length);
  }

  /** What was set aside and not replayed yet. */
  get parked(): readonly ParkedTap[] {
    return [...this.#parked];
  }

  async open(): Promise<OpenSubscription> {
    const consumer = new Consumer({
      onParked: (parked) => this.#parked.push(parked),
      onClosed: (left) => {
        this.#consumers.delete(consumer);
        for (const tap of left) this.#deliver({ ...tap, retryCount: tap.retryCount + 1 });
      },
    });
    this.#consumers.add(consumer);
    for (const tap of this.#waiting.splice(0)) this.#deliver(tap);
    return consumer;
  }

  /** Delivers everything that is parked once more. */
  replayParked(): void {
    for (const { tap } of this.#parked.splice(0)) this.#deliver({ ...tap, retryCount: 0 });
  }

  #deliver(tap: Tap): void {
    const [next] = [...this.#consumers].toSorted((one, other) => one.held - other.held);
    if (next === undefined) this.#waiting.push(tap);
    else next.deliver(tap);
  }
}

interface ConsumerCalls {
  readonly onParked: (parked: ParkedTap) => void;
  /** Gets what was not acknowledged, in the order of the log. */
  readonly onClosed: (left: readonly Tap[]) => void;
}

class Consumer implements OpenSubscription {
  readonly #calls: ConsumerCalls;
  readonly #held = new Map<string, Tap>();
  readonly #taps = new DeliveryQueue<Tap>();

  constructor(calls: ConsumerCalls) {
    this.#calls = calls;
  }

  get held(): number {
    return this.#held.size;
  }

  deliver(tap: Tap): void {
    this.#held.set(tap.ackId, tap);
    this.#taps.push(tap);
  }

  [Symbol.asyncIterator](): AsyncIterator<Tap> {
    return this.#taps[Symbol.asyncIterator]();
  }

  async ack(ackIds: readonly string[]): Promise<void> {
    this.#take(ackIds);
  }

  async park(ackIds: readonly string[], reason: string): Promise<void> {
    for (const tap of this.#take(ackIds)) this.#calls.onParked({ tap, reason });
  }

  async close(): Promise<void> {
    this.#taps.end();
    const left = this.#take([...this.#held.keys()]);
    this.#calls.onClosed(left.toSorted((one, other) => Number(one.ackId) - Number(other.ackId)));
  }

  #take(ackIds: readonly string[]): Tap[] {
    return ackIds.flatMap((ackId) => {
      const tap = this.#held.get(ackId);
      this.#held.delete(ackId);
      return tap ?? [];
    });
  }
}
