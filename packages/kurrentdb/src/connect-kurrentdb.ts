import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { streamNaming } from '@tools-provider/event-sourcing';
import { KurrentCategorySubscription } from './kurrent-category-subscription.ts';
import { KurrentEventStore } from './kurrent-event-store.ts';
import { KurrentLogFollower } from './kurrent-log-follower.ts';
import { KurrentLogReader } from './kurrent-log-reader.ts';

/** All that the product uses of one KurrentDB. */
export interface KurrentDb {
  readonly eventStore: KurrentEventStore;
  readonly logFollower: KurrentLogFollower;
  readonly logReader: KurrentLogReader;
  readonly categorySubscription: KurrentCategorySubscription;
  /** Resolves when the server answers a read, rejects with `unavailable` otherwise. It also opens the connections ahead of the first use. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A client of the KurrentDB at `url` (`kurrentdb://host:port?tls=false`), for the streams of one category. It connects when first used, and again when it must. */
export function connectKurrentDb(url: string, category: string): KurrentDb {
  const { prefix } = streamNaming(category);
  const client = KurrentDBClient.connectionString(url);
  const eventStore = new KurrentEventStore(client);
  return {
    eventStore,
    logFollower: new KurrentLogFollower(client, prefix),
    logReader: new KurrentLogReader(client, prefix),
    categorySubscription: new KurrentCategorySubscription(client, category),
    ping: async () => {
      await eventStore.readLast(`${prefix}ping`);
    },
    close: () => client.dispose(),
  };
}
