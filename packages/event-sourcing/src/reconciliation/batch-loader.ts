/**
 * Loads the values of keys, one call at a time: what is asked for in one turn of the event loop, and all that is asked for while the last
 * call is on its way, is loaded by the next. So many lanes share a round trip, and the busier the store is, the more do.
 * A key that the load does not answer is `undefined`; a failed load fails everybody who asked for it.
 */
export class BatchLoader<Value> {
  readonly #load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  #waiting = new Map<string, PromiseWithResolvers<Value | undefined>>();
  #isLoading = false;

  constructor(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#load = load;
  }

  /** The value of a key, read after this call. */
  get(key: string): Promise<Value | undefined> {
    const known = this.#waiting.get(key);
    if (known !== undefined) return known.promise;
    const asked = Promise.withResolvers<Value | undefined>();
    this.#waiting.set(key, asked);
    if (!this.#isLoading) {
      this.#isLoading = true;
      setImmediate(() => void this.#loadAll());
    }
    return asked.promise;
  }

  async #loadAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const asked = this.#waiting;
      this.#waiting = new Map();
      await this.#answer(asked);
    }
    this.#isLoading = false;
  }

  async #answer(asked: ReadonlyMap<string, PromiseWithResolvers<Value | undefined>>): Promise<void> {
    try {
      const values = await this.#load([...asked.keys()]);
      for (const [key, { resolve }] of asked) resolve(values.get(key));
    } catch (error) {
      for (const { reject } of asked.values()) reject(error);
    }
  }
}
