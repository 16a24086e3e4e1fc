import {
  type AllStreamSubscription,
  type KurrentDBClient,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import type { LogFollower, LogObserver } from '@tools-provider/event-sourcing';
import { answeredInTime } from './answered-in-time.ts';
import { classify } from './classify.ts';
import { confirmed } from './confirmed.ts';
import { toLogEntry } from './log-entry.ts';
import { logPosition } from './log-position.ts';

/** The {@link LogFollower} on a catch-up subscription to `$all`, filtered by the prefix of the product's streams. */
export class KurrentLogFollower implements LogFollower {
  readonly #client: KurrentDBClient;
  readonly #prefix: string;
  readonly #deadlineMs: number;

  /** `deadlineMs` is what the server may take to confirm the subscription. */
  constructor(client: KurrentDBClient, prefix: string, deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
    this.#client = client;
    this.#prefix = prefix;
  }

  async follow(
    observer: LogObserver,
    { signal, afterPosition }: { readonly signal: AbortSignal; readonly afterPosition?: string },
  ): Promise<void> {
    if (signal.aborted) return;
    const subscription = this.#client.subscribeToAll({
      fromPosition: logPosition(afterPosition),
      filter: streamNameFilter({ prefixes: [this.#prefix] }),
    });
    subscription.on('caughtUp', () => observer.onCaughtUp());
    const stop = () => void subscription.unsubscribe().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const told = tellEach(subscription, observer);
      const isConfirmed = answeredInTime(confirmed(subscription), this.#deadlineMs);
      await Promise.race([told, isConfirmed.then(() => told)]);
      if (!signal.aborted) throw new Error('The subscription to the log has ended');
    } catch (error) {
      if (!signal.aborted) throw classify(error);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }
}

async function tellEach(subscription: AllStreamSubscription, observer: LogObserver): Promise<void> {
  for await (const { event } of subscription) {
    if (event !== undefined) observer.onEntry(toLogEntry(event));
  }
}
