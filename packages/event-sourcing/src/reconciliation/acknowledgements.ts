import type { OpenSubscription } from './category-subscription.ts';

/** Collects what is done in one turn of the event loop and acknowledges it with one message. */
export class Acknowledgements {
  readonly #subscription: OpenSubscription;
  #ackIds: string[] = [];
  #flushing: Promise<void> | undefined;

  constructor(subscription: OpenSubscription) {
    this.#subscription = subscription;
  }

  /** Resolves when the acknowledgement was sent. */
  add(ackIds: readonly string[]): Promise<void> {
    this.#ackIds.push(...ackIds);
    this.#flushing ??= new Promise((resolve, reject) => {
      setImmediate(() => this.#flush().then(resolve, reject));
    });
    return this.#flushing;
  }

  #flush(): Promise<void> {
    const ackIds = this.#ackIds;
    this.#ackIds = [];
    this.#flushing = undefined;
    return this.#subscription.ack(ackIds);
  }
}
