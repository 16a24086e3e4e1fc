import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { CATEGORY } from '@tools-provider/domain';
import { CONSUMER_GROUP, connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';

/** What the group of workers still has to do, as the log says it. */
export interface GroupLoad {
  /** Delivered, and neither acknowledged nor parked. */
  readonly outstanding: number;
  readonly parked: number;
}

/** The stores behind the system, looked at directly. */
export interface Stores {
  readonly kurrentDb: KurrentDb;
  readonly mongoDb: MongoDb;
  groupLoad(): Promise<GroupLoad>;
  close(): Promise<void>;
}

/** Connects to the stores at their addresses. */
export function connectStores(urls: { readonly kurrentdb: string; readonly mongodb: string }): Stores {
  const kurrentDb = connectKurrentDb(urls.kurrentdb, CATEGORY);
  const mongoDb = connectMongoDb(urls.mongodb);
  const client = KurrentDBClient.connectionString(urls.kurrentdb);
  return {
    kurrentDb,
    mongoDb,
    groupLoad: async () => {
      const { stats } = await client.getPersistentSubscriptionToStreamInfo(`$ce-${CATEGORY}`, CONSUMER_GROUP);
      return {
        outstanding: Number(stats.totalInFlightMessages) + Number(stats.retryBufferCount),
        parked: Number(stats.parkedMessageCount),
      };
    },
    close: async () => {
      await Promise.allSettled([kurrentDb.close(), mongoDb.close(), client.dispose()]);
    },
  };
}
