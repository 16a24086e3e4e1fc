import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectKurrentDb } from '../src/index.ts';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'first-contact-'));
});
afterEach(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

it('a client that came before its server is answered as soon as there is one, and again after the server was away', async () => {
  const first = await startKurrentDbEmulator({ dataFolder });
  await first.close();
  const kurrentDb = connectKurrentDb(first.url, 'tools_provider');
  await expect(kurrentDb.ping()).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(kurrentDb.ping()).rejects.toMatchObject({ kind: 'unavailable' });

  for (let outage = 0; outage < 2; outage += 1) {
    const server = await startKurrentDbEmulator({ dataFolder, port: first.port });
    await kurrentDb.ping();
    expect(await kurrentDb.eventStore.readLast('tools_provider-task-1')).toBeUndefined();
    await server.close();
    await expect(kurrentDb.ping()).rejects.toMatchObject({ kind: 'unavailable' });
  }
  await kurrentDb.close();
});
