/** One alarm for each stream, at a time that may change. */
export class StreamAlarms {
  readonly #onAlarm: (stream: string) => void;
  readonly #timers = new Map<string, { readonly atMs: number; readonly timer: NodeJS.Timeout }>();
  #isStopped = false;

  constructor(onAlarm: (stream: string) => void) {
    this.#onAlarm = onAlarm;
  }

  /** Sets the stream's alarm to a time (milliseconds since 1970), instead of the one it had; `undefined`: to none. */
  set(stream: string, atMs: number | undefined): void {
    const known = this.#timers.get(stream);
    if (known?.atMs === atMs) return;
    clearTimeout(known?.timer);
    this.#timers.delete(stream);
    if (atMs === undefined || this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(stream);
      this.#onAlarm(stream);
    }, atMs - Date.now());
    this.#timers.set(stream, { atMs, timer });
  }

  /** No alarm goes off any more. */
  stop(): void {
    this.#isStopped = true;
    for (const { timer } of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
