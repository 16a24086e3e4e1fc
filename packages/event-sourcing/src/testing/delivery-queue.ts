/** What is on its way to one reader, who iterates over it until it is ended. */
export class DeliveryQueue<Item> implements AsyncIterable<Item> {
  readonly #items: Item[] = [];
  #arrived = Promise.withResolvers<void>();
  #isEnded = false;

  push(item: Item): void {
    this.#items.push(item);
    this.#arrived.resolve();
  }

  /** Ends the iteration; what was not read by now never is. */
  end(): void {
    this.#isEnded = true;
    this.#arrived.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Item> {
    for (;;) {
      while (this.#items.length === 0 && !this.#isEnded) {
        this.#arrived = Promise.withResolvers();
        await this.#arrived.promise;
      }
      const item = this.#items.shift();
      if (item === undefined || this.#isEnded) return;
      yield item;
    }
  }
}
