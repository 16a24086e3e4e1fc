import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { type MongoDbEmulatorOptions, startMongoDbEmulator } from '../src/index.ts';

/** Whether the suite runs against a real server, at MONGODB_URL. */
export const isRealServer = process.env.MONGODB_URL !== undefined;

/** A server under test with a client and a database of its own. */
export interface TestedServer {
  readonly url: string;
  readonly client: MongoClient;
  readonly db: Db;
  /** Drops the database, closes the client and, of the emulator, server and data folder. */
  close(): Promise<void>;
}

async function serve(
  options: Partial<MongoDbEmulatorOptions>,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.MONGODB_URL !== undefined) return { url: process.env.MONGODB_URL, stop: async () => {} };
  const dataFolder = await mkdtemp(join(tmpdir(), 'mongodb-contract-'));
  const emulator = await startMongoDbEmulator({ dataFolder, ...options });
  const stop = async () => {
    await emulator.close();
    await rm(dataFolder, { recursive: true });
  };
  return { url: emulator.url, stop };
}

/** Gives the emulator on a fresh data folder, or the real server when MONGODB_URL is set. */
export async function testedServer(options: Partial<MongoDbEmulatorOptions> = {}): Promise<TestedServer> {
  const { url, stop } = await serve(options);
  const client = await new MongoClient(url, { monitorCommands: true }).connect();
  const db = client.db(`contract_${process.pid}_${Date.now()}`);
  const close = async () => {
    await db.dropDatabase();
    await client.close();
    await stop();
  };
  return { url, client, db, close };
}

/** The error a promise rejects with; fails when it does not. */
export async function failure(promise: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown> & Error;
  }
  throw new Error('expected a rejection');
}
