/** What happened, in order, for a test to wait on. */
export class Journal<Entry = string> {
  readonly #entries: Entry[] = [];
  readonly #waiting = new Set<() => void>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  note(entry: Entry): void {
    this.#entries.push(entry);
    for (const look of this.#waiting) look();
  }

  /** Resolves as soon as `isReached` is true of the entries. */
  async until(isReached: (entries: readonly Entry[]) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (isReached(this.#entries)) resolve();
    };
    this.#waiting.add(look);
    look();
    await promise;
    this.#waiting.delete(look);
  }
}
