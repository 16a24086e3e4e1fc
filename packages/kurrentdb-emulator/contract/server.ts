import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { afterAll, beforeAll } from 'vitest';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '../src/index.ts';

/** Whether the suite runs against the server that KURRENTDB_URL names, and not against the emulator. */
export const isRealServer = Boolean(process.env.KURRENTDB_URL);

/** A data folder of a test's own; `remove` takes it away. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'kurrentdb-emulator-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Gives a suite its server and a client connected to it; both end with the suite. */
export function useServer(): { client(): KurrentDBClient } {
  let client: KurrentDBClient | undefined;
  let emulator: KurrentDbEmulator | undefined;
  let removeFolder: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (!isRealServer) {
      const folder = await temporaryFolder();
      removeFolder = folder.remove;
      emulator = await startKurrentDbEmulator({ dataFolder: folder.path });
    }
    client = KurrentDBClient.connectionString(process.env.KURRENTDB_URL || (emulator?.url ?? ''));
    await warmUp(client);
  });
  afterAll(async () => {
    await client?.dispose();
    await emulator?.close();
    await removeFolder?.();
  });
  return {
    client: () => {
      if (client === undefined) throw new Error('The server is not started yet.');
      return client;
    },
  };
}

/** The client's first read and a burst on a fresh connection are slow or hang: one of each beforehand. */
export async function warmUp(client: KurrentDBClient): Promise<void> {
  const stream = aStream();
  await client.appendToStream(stream, anEvent());
  await readAllOf(client.readStream(stream));
}

/** A name that no other test has; `$ce-<category>` holds what is written to its streams. */
export const aCategory = (): string => `contract${randomUUID().replaceAll('-', '')}`;

/** A stream's name that no other test has. */
export const aStream = (category = aCategory()): string => `${category}-${randomUUID()}`;

/** An event with some number in it. */
export const anEvent = (number = 0, type = 'something-happened') => jsonEvent({ type, data: { number } });

/** So many events, numbered from 0. */
export const someEvents = (count: number, type?: string) =>
  Array.from({ length: count }, (_, number) => anEvent(number, type));

/** Everything that an async iterable yields. */
export async function readAllOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
