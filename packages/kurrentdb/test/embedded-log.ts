import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { connectKurrentDb, type KurrentDb } from '../src/connect-kurrentdb.ts';

/** The category of everything that these tests write. */
export const CATEGORY = 'tools_provider';

/** A client of a server with an empty log of its own. Closing it ends the server, too. */
export async function openEmbeddedLog(): Promise<KurrentDb & { readonly url: string }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kurrentdb-adapter-'));
  const server = await startKurrentDbEmulator({ dataFolder });
  const kurrentDb = connectKurrentDb(server.url, CATEGORY);
  await kurrentDb.ping();
  return {
    ...kurrentDb,
    url: server.url,
    close: async () => {
      await kurrentDb.close();
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
