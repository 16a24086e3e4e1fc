import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { STREAM_PREFIX } from '@tools-provider/event-sourcing';
import { KurrentCategorySubscription } from './kurrent-category-subscription.ts';
import { KurrentEventStore } from './kurrent-event-store.ts';
import { KurrentLogFollower } from './kurrent-log-follower.ts';

/** All that the product uses of one KurrentDB. */
export interface KurrentDb {
  readonly eventStore: KurrentEventStore;
  readonly logFollower: KurrentLogFollower;
  readonly categorySubscription: KurrentCategorySubscription;
  /** Resolves when the server answers a read, rejects with `unavailable` otherwise. It also opens the connections ahead of the first use. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A client of the KurrentDB at `url` (`kurrentdb://host:port?tls=false`). It connects when first used, and again when it must. */
export function connectKurrentDb(url: string): KurrentDb {
  const client = KurrentDBClient.connectionString(url);
  const eventStore = new KurrentEventStore(client);
  return {
    eventStore,
    logFollower: new KurrentLogFollower(client),
    categorySubscription: new KurrentCategorySubscription(client),
    ping: async () => {
      await eventStore.readLast(`${STREAM_PREFIX}ping`);
    },
    close: () => client.dispose(),
  };
}
