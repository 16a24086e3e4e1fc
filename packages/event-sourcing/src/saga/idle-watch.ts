/** Says when a loop has found nothing left to do. */
export class IdleWatch {
  readonly #waiting: { readonly since: number; readonly resolve: () => void }[] = [];
  #passes = 0;
  #hasEnded = false;

  /** A pass begins: it looks at everything that is there now. */
  beginPass(): void {
    this.#passes += 1;
  }

  /** The pass has found nothing to do. */
  foundNothing(): void {
    for (const waiting of this.#waiting.splice(0)) {
      if (waiting.since < this.#passes) waiting.resolve();
      else this.#waiting.push(waiting);
    }
  }

  /** Resolves when a pass that begins from now on has found nothing to do, or when the loop has ended. */
  next(): Promise<void> {
    if (this.#hasEnded) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ since: this.#passes, resolve }));
  }

  /** No pass begins any more. */
  end(): void {
    this.#hasEnded = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }
}
