/**
 * Collects the keys asked for in one turn of the event loop and loads them with one call, so that many lanes share a round trip.
 * A key that the load does not answer is `undefined`; a failed load fails everybody who asked for it.
 */
export class BatchLoader<Value> {
  readonly #load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  #waiting: Map<string, PromiseWithResolvers<Value | undefined>> | undefined;

  constructor(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#load = load;
  }

  /** The value of a key, read after this call. */
  get(key: string): Promise<Value | undefined> {
    if (this.#waiting === undefined) {
      this.#waiting = new Map();
      setImmediate(() => void this.#flush());
    }
    const known = this.#waiting.get(key);
    if (known !== undefined) return known.promise;
    const asked = Promise.withResolvers<Value | undefined>();
    this.#waiting.set(key, asked);
    return asked.promise;
  }

  async #flush(): Promise<void> {
    const asked = this.#waiting ?? new Map<string, PromiseWithResolvers<Value | undefined>>();
    this.#waiting = undefined;
    try {
      const values = await this.#load([...asked.keys()]);
      for (const [key, { resolve }] of asked) resolve(values.get(key));
    } catch (error) {
      for (const { reject } of asked.values()) reject(error);
    }
  }
}
