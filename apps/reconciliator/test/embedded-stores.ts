import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { collectionSpecs } from '@tools-provider/read-model';

/** Both embedded stores with a data folder of their own, and clients of them. */
export interface EmbeddedStores {
  readonly kurrentDbUrl: string;
  readonly mongoDbUrl: string;
  readonly kurrentDb: KurrentDb;
  readonly mongoDb: MongoDb;
  close(): Promise<void>;
}

/** Starts the stores on free ports, empty and prepared for the read model. */
export async function startEmbeddedStores(): Promise<EmbeddedStores> {
  const folder = await mkdtemp(join(tmpdir(), 'reconciliator-'));
  const [kurrent, mongo] = await Promise.all([
    startKurrentDbEmulator({ dataFolder: join(folder, 'kurrentdb') }),
    startMongoDbEmulator({ dataFolder: join(folder, 'mongodb') }),
  ]);
  const kurrentDb = connectKurrentDb(kurrent.url);
  const mongoDb = connectMongoDb(mongo.url);
  await Promise.all([kurrentDb.ping(), mongoDb.prepare(collectionSpecs)]);
  return {
    kurrentDbUrl: kurrent.url,
    mongoDbUrl: mongo.url,
    kurrentDb,
    mongoDb,
    close: async () => {
      await Promise.allSettled([kurrentDb.close(), mongoDb.close()]);
      await Promise.all([kurrent.close(), mongo.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
