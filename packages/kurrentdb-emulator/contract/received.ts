import type { EventEmitter } from 'node:events';

/** What a subscription received so far, with a way to wait for more. */
export class Received<Item> {
  readonly items: Item[] = [];
  #error: Error | undefined;
  readonly #wakers = new Set<() => void>();

  constructor(subscription: EventEmitter) {
    subscription.on('data', (item: Item) => {
      this.items.push(item);
      this.#wake();
    });
    subscription.on('error', (error: Error) => {
      this.#error = error;
      this.#wake();
    });
  }

  /** The first `count` items, as soon as they are there. */
  async atLeast(count: number): Promise<Item[]> {
    await this.#until(() => this.items.length >= count);
    return this.items.slice(0, count);
  }

  /** The error by which the subscription ended. */
  async error(): Promise<Error> {
    await this.#until(() => this.#error !== undefined, false);
    if (this.#error === undefined) throw new Error('The subscription ended without an error.');
    return this.#error;
  }

  async #until(isReached: () => boolean, failsOnError = true): Promise<void> {
    while (!isReached()) {
      if (failsOnError && this.#error !== undefined) throw this.#error;
      await new Promise<void>((resolve) => {
        this.#wakers.add(resolve);
      });
    }
  }

  #wake(): void {
    for (const waker of this.#wakers) waker();
    this.#wakers.clear();
  }
}

/** Fulfils with the first value of an event of an emitter. */
export const next = <Value>(emitter: EventEmitter, name: string): Promise<Value> =>
  new Promise((resolve) => {
    emitter.once(name, resolve);
  });
