/** Who gets what is said to all. */
export interface Audience {
  write(chunk: Buffer): void;
}

/**
 * Says the same to many. What is said in one go is made into bytes once, whoever listens, and goes to each in one piece; then it rests for as
 * long as that took, so that, however much is said and however many listen, half of the time is left for other things.
 */
export class Broadcast {
  readonly #audience = new Set<Audience>();
  #waiting: string[] = [];
  #isDue = false;
  #restsUntilMs = 0;
  #saidAtMs = performance.now();

  get size(): number {
    return this.#audience.size;
  }

  /** Milliseconds since something was said last. */
  get silentMs(): number {
    return performance.now() - this.#saidAtMs;
  }

  add(listener: Audience): void {
    this.#audience.add(listener);
  }

  remove(listener: Audience): void {
    this.#audience.delete(listener);
  }

  /** Says a text to all who listen when it is their turn, soon. */
  say(text: string): void {
    if (this.#audience.size === 0) return;
    this.#waiting.push(text);
    if (this.#isDue) return;
    this.#isDue = true;
    const restMs = this.#restsUntilMs - performance.now();
    if (restMs > 1) setTimeout(() => this.#deliver(), restMs).unref();
    else setImmediate(() => this.#deliver());
  }

  #deliver(): void {
    const start = performance.now();
    const chunk = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#isDue = false;
    for (const listener of this.#audience) listener.write(chunk);
    this.#saidAtMs = performance.now();
    this.#restsUntilMs = this.#saidAtMs + (this.#saidAtMs - start);
  }
}
