import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, newStream } from '@tools-provider/event-sourcing/contract-suites';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SeveredConnection, severedConnection } from './severed-connection.ts';

let folder: string;
let emulator: KurrentDbEmulator;
let severed: SeveredConnection;
let direct: KurrentDb;
let kurrentDb: KurrentDb;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kurrentdb-unanswered-'));
  emulator = await startKurrentDbEmulator({ dataFolder: folder });
  severed = await severedConnection(emulator.port);
  direct = connectKurrentDb(emulator.url, 'tools_provider');
  kurrentDb = connectKurrentDb(`kurrentdb://127.0.0.1:${severed.port}?tls=false`, 'tools_provider');
  await kurrentDb.ping();
});

afterEach(async () => {
  await Promise.allSettled([kurrentDb.close(), direct.close()]);
  await severed.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const stored = async (stream: string) =>
  (await Array.fromAsync(direct.eventStore.read(stream))).map(({ id }) => id);

describe('an append whose answer is lost', () => {
  it('is sent again with the same ids, so that it is stored once and answered', async () => {
    const stream = newStream();
    const events = [newEvent(), newEvent()];
    severed.loseAnswers(1);
    expect(await kurrentDb.eventStore.append(stream, -1, events)).toEqual({ revision: 1 });
    expect(severed.lost).toBe(1);
    expect(await stored(stream)).toEqual(events.map(({ id }) => id));
  });

  it('again and again ends as an outcome that is not known, not as a failure, and was stored once all the same', async () => {
    const stream = newStream();
    const events = [newEvent()];
    severed.loseAnswers(100);
    await expect(kurrentDb.eventStore.append(stream, -1, events)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'outcome-unknown',
    });
    expect(severed.lost).toBeGreaterThan(1);
    expect(await stored(stream)).toEqual(events.map(({ id }) => id));
  });

  it('is not taken for one that was never sent: while there is no server, nothing is in doubt', async () => {
    const { port } = severed;
    await severed.close();
    const away = connectKurrentDb(`kurrentdb://127.0.0.1:${port}?tls=false`, 'tools_provider');
    const stream = newStream();
    await expect(away.eventStore.append(stream, -1, [newEvent()])).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'event-store-unavailable',
    });
    await away.close();
  });
});
