import {
  type AllStreamSubscription,
  type KurrentDBClient,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import type { LogFollower, LogObserver } from '@tools-provider/event-sourcing';
import { classify } from './classify.ts';
import { toLogEntry } from './log-entry.ts';

/** The {@link LogFollower} on a catch-up subscription to `$all`, filtered by the prefix of the product's streams. */
export class KurrentLogFollower implements LogFollower {
  readonly #client: KurrentDBClient;

  readonly #prefix: string;

  constructor(client: KurrentDBClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  async follow(
    observer: LogObserver,
    { signal, afterPosition }: { readonly signal: AbortSignal; readonly afterPosition?: string },
  ): Promise<void> {
    if (signal.aborted) return;
    const commit = afterPosition === undefined ? undefined : BigInt(afterPosition);
    const subscription = this.#client.subscribeToAll({
      fromPosition: commit === undefined ? START : { commit, prepare: commit },
      filter: streamNameFilter({ prefixes: [this.#prefix] }),
    });
    subscription.on('caughtUp', () => observer.onCaughtUp());
    const stop = () => void subscription.unsubscribe();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await tellEach(subscription, observer);
      if (!signal.aborted) throw new Error('The subscription to the log has ended');
    } catch (error) {
      if (!signal.aborted) throw classify(error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

async function tellEach(subscription: AllStreamSubscription, observer: LogObserver): Promise<void> {
  for await (const { event } of subscription) {
    if (event !== undefined) observer.onEntry(toLogEntry(event));
  }
}
