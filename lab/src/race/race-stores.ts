import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORY } from '@tools-provider/domain';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { collectionSpecs } from '@tools-provider/read-model';

/** Empty embedded stores in a folder of their own, and clients of them. */
export interface RaceStores {
  readonly kurrentDb: KurrentDb;
  readonly mongoDb: MongoDb;
  close(): Promise<void>;
}

/** Starts them on free ports; closing removes everything. */
export async function startRaceStores(): Promise<RaceStores> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-race-'));
  const kurrent = await startKurrentDbEmulator({ dataFolder: join(folder, 'kurrentdb') });
  const mongo = await startMongoDbEmulator({ dataFolder: join(folder, 'mongodb') });
  const kurrentDb = connectKurrentDb(kurrent.url, CATEGORY);
  const mongoDb = connectMongoDb(mongo.url);
  await Promise.all([kurrentDb.ping(), mongoDb.prepare(collectionSpecs)]);
  return {
    kurrentDb,
    mongoDb,
    close: async () => {
      await Promise.allSettled([kurrentDb.close(), mongoDb.close()]);
      await Promise.all([kurrent.close(), mongo.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
