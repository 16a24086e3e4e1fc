import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '@tools-provider/event-sourcing/contract-suites';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectKurrentDb } from '../src/connect-kurrentdb.ts';

eventStoreContract('KurrentEventStore', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kurrentdb-adapter-'));
  const server = await startKurrentDbEmulator({ dataFolder });
  const kurrentDb = connectKurrentDb(server.url, 'tools_provider');
  await kurrentDb.ping();
  return {
    store: kurrentDb.eventStore,
    close: async () => {
      await kurrentDb.close();
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
});
