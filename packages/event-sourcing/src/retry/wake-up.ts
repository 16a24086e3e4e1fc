/** A wait that can be cut short. A ring that nobody waits for is kept for the next wait. */
export class WakeUp {
  #hasRung = false;
  #wake: () => void = () => undefined;

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  /** Resolves after `ms` milliseconds, at the next {@link ring}, or when the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#hasRung && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      this.#wake = () => resolve(undefined);
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', resolve, { once: true });
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', resolve);
    }
    this.#hasRung = false;
  }
}
