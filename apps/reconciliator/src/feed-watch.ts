import { setTimeout as wait } from 'node:timers/promises';
import type { ProjectionSignals, ReconciliatorLog } from '@tools-provider/event-sourcing';

/** The wait before signals that were lost are followed again, in milliseconds. Who is woken by them looks by itself meanwhile. */
const RECONNECT_MS = 1_000;

/** Wakes those who live on the feed whenever the feed has grown, as long as it can hear of it. */
export class FeedWatch {
  readonly #signals: ProjectionSignals;
  readonly #wake: () => void;
  readonly #log: ReconciliatorLog;
  readonly #stopping = new AbortController();
  #following: Promise<void> | undefined;

  constructor(signals: ProjectionSignals, wake: () => void, log: ReconciliatorLog) {
    this.#signals = signals;
    this.#wake = wake;
    this.#log = log;
  }

  start(): void {
    this.#following ??= this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    const observer = { onOpen: this.#wake, onProjected: () => undefined, onFeedGrown: this.#wake };
    while (!signal.aborted) {
      try {
        await this.#signals.follow(observer, { signal });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#log.warn({ error: reason }, 'The feed is not heard of and is listened to again soon');
        await wait(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
