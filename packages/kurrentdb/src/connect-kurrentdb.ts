import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { streamNaming } from '@tools-provider/event-sourcing';
import { KurrentCategorySubscription } from './kurrent-category-subscription.ts';
import { KurrentEventStore } from './kurrent-event-store.ts';
import { KurrentLogFollower } from './kurrent-log-follower.ts';
import { KurrentLogReader } from './kurrent-log-reader.ts';
import { renewableClient } from './renewable-client.ts';

/** All that the product uses of one KurrentDB. */
export interface KurrentDb {
  readonly eventStore: KurrentEventStore;
  readonly logFollower: KurrentLogFollower;
  readonly logReader: KurrentLogReader;
  readonly categorySubscription: KurrentCategorySubscription;
  /**
   * Resolves when the server answers a read, rejects with `unavailable` otherwise. It also opens the connections ahead of the first use:
   * what is to work with a server that may not be there yet pings it until it answers, and uses nothing else before.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A client of the KurrentDB at `url` (`kurrentdb://host:port?tls=false`), for the streams of one category. It connects when first used, and again when it must. */
export function connectKurrentDb(url: string, category: string): KurrentDb {
  const { prefix } = streamNaming(category);
  const { client, renew } = renewableClient(() => KurrentDBClient.connectionString(url));
  let hasAnswered = false;
  const eventStore = new KurrentEventStore(client);
  return {
    eventStore,
    logFollower: new KurrentLogFollower(client, prefix),
    logReader: new KurrentLogReader(client, prefix),
    categorySubscription: new KurrentCategorySubscription(client, category),
    ping: async () => {
      try {
        await eventStore.readLast(`${prefix}ping`);
        hasAnswered = true;
      } catch (error) {
        if (!hasAnswered) renew();
        throw error;
      }
    },
    close: () => client.dispose(),
  };
}
