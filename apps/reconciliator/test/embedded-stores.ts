import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORY } from '@tools-provider/domain';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { collectionSpecs } from '@tools-provider/read-model';

/** A store that can be taken away and brought back, at the same address with the same data. */
export interface StoreOutage {
  stop(): Promise<void>;
  start(): Promise<void>;
  /** While it is stopped: copies its data, and answers how to put them back, as from a backup. */
  backUp(): Promise<{ restore(): Promise<void> }>;
}

/** Both embedded stores with a data folder of their own, and clients of them. */
export interface EmbeddedStores {
  readonly kurrentDbUrl: string;
  readonly mongoDbUrl: string;
  readonly kurrentDb: KurrentDb;
  readonly mongoDb: MongoDb;
  readonly outages: { readonly kurrentdb: StoreOutage; readonly mongodb: StoreOutage };
  close(): Promise<void>;
}

/** Stores with a hand on the log's server. */
export interface StoresWithLog<Log = KurrentDbEmulator> extends EmbeddedStores {
  /** The server, as long as it runs. */
  readonly logServer: () => Log;
}

/** Starts the stores on free ports, empty and prepared for the read model. The log may be another than the embedded one in this process. */
export async function startEmbeddedStores(): Promise<StoresWithLog>;
export async function startEmbeddedStores<Log extends RunningStore>(
  openLog: OpenStore<Log>,
): Promise<StoresWithLog<Log>>;
export async function startEmbeddedStores(openLog: OpenStore<RunningStore> = openInThisProcess) {
  const folder = await mkdtemp(join(tmpdir(), 'reconciliator-'));
  const kurrent = await startStore(join(folder, 'kurrentdb'), openLog);
  const mongo = await startStore(join(folder, 'mongodb'), (dataFolder, port) =>
    startMongoDbEmulator({ dataFolder, port }),
  );
  const kurrentDb = connectKurrentDb(kurrent.url, CATEGORY);
  const mongoDb = connectMongoDb(mongo.url);
  await Promise.all([kurrentDb.ping(), mongoDb.prepare(collectionSpecs)]);
  return {
    kurrentDbUrl: kurrent.url,
    mongoDbUrl: mongo.url,
    kurrentDb,
    mongoDb,
    logServer: kurrent.running,
    outages: { kurrentdb: kurrent.outage, mongodb: mongo.outage },
    close: async () => {
      await Promise.allSettled([kurrentDb.close(), mongoDb.close()]);
      await Promise.all([kurrent.outage.stop(), mongo.outage.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type OpenStore<Store> = (dataFolder: string, port: number) => Promise<Store>;

const openInThisProcess: OpenStore<KurrentDbEmulator> = (dataFolder, port) =>
  startKurrentDbEmulator({ dataFolder, port });

interface RunningStore {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

async function startStore<Store extends RunningStore>(dataFolder: string, open: OpenStore<Store>) {
  const first = await open(dataFolder, 0);
  let running: Store | undefined = first;
  const outage: StoreOutage = {
    stop: async () => {
      await running?.close();
      running = undefined;
    },
    start: async () => {
      running = await open(dataFolder, first.port);
    },
    backUp: async () => {
      const backup = `${dataFolder}-backup`;
      await cp(dataFolder, backup, { recursive: true });
      return {
        restore: async () => {
          await rm(dataFolder, { recursive: true });
          await cp(backup, dataFolder, { recursive: true });
        },
      };
    },
  };
  return {
    url: first.url,
    outage,
    running: () => {
      if (running === undefined) throw new Error('The store is not running');
      return running;
    },
  };
}
