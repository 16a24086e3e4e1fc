interface Waiter {
  readonly revision: number;
  readonly resolve: (isReached: boolean) => void;
}

/** Those who wait for a stream to be projected up to a revision. */
export class ProjectionWaiters {
  readonly #byStream = new Map<string, Set<Waiter>>();

  /** The streams that somebody waits for. */
  get streams(): IterableIterator<string> {
    return this.#byStream.keys();
  }

  /** Resolves to true once the revision is reached, to false when `signal` aborts before that. */
  wait(stream: string, revision: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiter: Waiter = { revision, resolve };
    const waiters = this.#byStream.get(stream) ?? new Set();
    this.#byStream.set(stream, waiters.add(waiter));
    const giveUp = () => resolve(false);
    signal.addEventListener('abort', giveUp, { once: true });
    return promise.finally(() => {
      signal.removeEventListener('abort', giveUp);
      this.#remove(stream, waiter);
    });
  }

  /** Tells those who wait for this revision of the stream, or an earlier one. */
  reached(stream: string, revision: number): void {
    for (const waiter of this.#byStream.get(stream) ?? []) {
      if (waiter.revision <= revision) waiter.resolve(true);
    }
  }

  #remove(stream: string, waiter: Waiter): void {
    const waiters = this.#byStream.get(stream);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#byStream.delete(stream);
  }
}
