import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTES } from '@tools-provider/event-sourcing/contract-suites';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { connectMongoDb, type MongoDb } from '../src/connect-mongodb.ts';

/** A server with a data folder of its own. */
export interface EmbeddedServer {
  /** The address of a new, empty database. */
  newDatabase(): string;
  close(): Promise<void>;
}

export async function startServer(): Promise<EmbeddedServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mongodb-adapter-'));
  const server = await startMongoDbEmulator({ dataFolder });
  return {
    newDatabase: () => {
      const url = new URL(server.url);
      url.pathname = `/test-${randomUUID()}`;
      return url.href;
    },
    close: async () => {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A client of a database that is prepared for notes. */
export async function openNotes(url: string): Promise<MongoDb> {
  const mongoDb = connectMongoDb(url);
  await mongoDb.prepare([], [{ name: NOTES, indexedFields: ['title', 'owner'] }]);
  return mongoDb;
}
