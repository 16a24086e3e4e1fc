import type { Consumer, Message } from './consumer.ts';

/** A message that waits for its consumer's answer; `deadline` is 0 when it may wait for ever. */
export interface Delivery {
  readonly message: Message;
  readonly consumer: Consumer;
  readonly deadline: number;
}

/**
 * The messages that consumers hold, by the id they answer with. All share one timeout, so they are in the
 * order of their deadlines, and one timer for the first is enough.
 */
export class InFlight {
  readonly #deliveries = new Map<string, Delivery>();
  readonly #timeoutMs: number;
  readonly #onTimeout: (delivery: Delivery) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(timeoutMs: number, onTimeout: (delivery: Delivery) => void) {
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  get size(): number {
    return this.#deliveries.size;
  }

  has(id: string): boolean {
    return this.#deliveries.has(id);
  }

  /** A message goes out to a consumer. */
  add(message: Message, consumer: Consumer): void {
    const deadline = this.#timeoutMs === 0 ? 0 : Date.now() + this.#timeoutMs;
    this.#deliveries.set(message.id, { message, consumer, deadline });
    consumer.inFlight += 1;
    consumer.delivered += 1;
    this.#arm();
  }

  /** Takes a message out by the consumer's answer; nothing when that consumer does not hold it. */
  take(id: string, consumer: Consumer): Message | undefined {
    const delivery = this.#deliveries.get(id);
    if (delivery?.consumer !== consumer) return undefined;
    this.#remove(delivery);
    return delivery.message;
  }

  /** Takes out all that a consumer holds. */
  takeAllOf(consumer: Consumer): Message[] {
    const held = [...this.#deliveries.values()].filter((delivery) => delivery.consumer === consumer);
    for (const delivery of held) this.#remove(delivery);
    return held.map((delivery) => delivery.message);
  }

  /** Stops the clock; nothing times out any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#deliveries.clear();
  }

  #remove({ message, consumer }: Delivery): void {
    this.#deliveries.delete(message.id);
    consumer.inFlight -= 1;
  }

  #arm(): void {
    if (this.#timer !== undefined) return;
    const [first] = this.#deliveries.values();
    if (first === undefined || first.deadline === 0) return;
    this.#timer = setTimeout(() => this.#expire(), Math.max(1, first.deadline - Date.now()));
    this.#timer.unref();
  }

  #expire(): void {
    this.#timer = undefined;
    const now = Date.now();
    for (const delivery of [...this.#deliveries.values()]) {
      if (delivery.deadline > now) break;
      this.#remove(delivery);
      this.#onTimeout(delivery);
    }
    this.#arm();
  }
}
