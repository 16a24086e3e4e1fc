import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectMongoDb } from '../src/index.ts';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'first-contact-'));
});
afterEach(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

it('a client that has given up its first contact is answered as soon as there is a server', async () => {
  const first = await startMongoDbEmulator({ dataFolder });
  await first.close();
  const mongoDb = connectMongoDb(first.url);
  await expect(mongoDb.ping()).rejects.toMatchObject({ kind: 'unavailable' });

  const server = await startMongoDbEmulator({ dataFolder, port: first.port });
  await mongoDb.ping();
  await mongoDb.prepare([]);
  expect(await mongoDb.feed.page({ after: 0, limit: 1 })).toMatchObject({ events: [] });
  await mongoDb.close();
  await server.close();
});
