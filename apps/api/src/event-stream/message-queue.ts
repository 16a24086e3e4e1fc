/**
 * Messages on their way to one client. It holds so many at most: a client that reads too slowly does not cost more memory, it
 * overflows instead.
 */
export class MessageQueue<Message> {
  readonly #capacity: number;
  #messages: Message[] = [];
  #isOverflowing = false;
  #wake: (() => void) | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether a message came for which there was no room. What was queued before it is gone. */
  get isOverflowing(): boolean {
    return this.#isOverflowing;
  }

  push(message: Message): void {
    if (this.#isOverflowing) return;
    if (this.#messages.length < this.#capacity) {
      this.#messages.push(message);
    } else {
      this.#messages = [];
      this.#isOverflowing = true;
    }
    this.#wake?.();
  }

  /** All messages that are there; if none is, those that come next, or none after `timeoutMs` or when `signal` aborts. */
  async take(timeoutMs: number, signal: AbortSignal): Promise<readonly Message[]> {
    if (this.#messages.length === 0 && !this.#isOverflowing && !signal.aborted) {
      await this.#untilWoken(timeoutMs, signal);
    }
    const taken = this.#messages;
    this.#messages = [];
    return taken;
  }

  async #untilWoken(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const timer = setTimeout(wake, timeoutMs);
    signal.addEventListener('abort', wake, { once: true });
    this.#wake = wake;
    await promise;
    clearTimeout(timer);
    // The signal lives as long as the client stays: a listener left behind for each message would cost more with every one.
    signal.removeEventListener('abort', wake);
    this.#wake = undefined;
  }
}
