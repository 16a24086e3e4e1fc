/** Whether the session of this tab has ended. What goes on by itself waits until somebody has signed in again. */
export class SessionEnd {
  #hasEnded = false;
  readonly #listeners = new Set<() => void>();

  hasEnded = (): boolean => this.#hasEnded;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The api has said that nobody is signed in. */
  end(): void {
    this.#become(true);
  }

  /** The same person is signed in again. */
  resume(): void {
    this.#become(false);
  }

  /** Waits until somebody is signed in, or the signal is aborted. */
  resumed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.#hasEnded && !signal.aborted) return;
        stop();
        signal.removeEventListener('abort', check);
        resolve();
      };
      const stop = this.subscribe(check);
      signal.addEventListener('abort', check);
      check();
    });
  }

  #become(hasEnded: boolean): void {
    if (this.#hasEnded === hasEnded) return;
    this.#hasEnded = hasEnded;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** This tab's. */
export const sessionEnd = new SessionEnd();
