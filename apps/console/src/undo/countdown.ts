/** Counts down to something once; while it is held, no time passes. Begins held. */
export class Countdown {
  readonly #onEnd: () => void;
  #leftMs: number;
  #runningSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, onEnd: () => void) {
    this.#leftMs = ms;
    this.#onEnd = onEnd;
  }

  run(): void {
    if (this.#runningSince !== undefined) return;
    this.#runningSince = Date.now();
    this.#timer = setTimeout(this.#onEnd, this.#leftMs);
  }

  hold(): void {
    if (this.#runningSince === undefined) return;
    clearTimeout(this.#timer);
    this.#leftMs = Math.max(0, this.#leftMs - (Date.now() - this.#runningSince));
    this.#runningSince = undefined;
  }
}
