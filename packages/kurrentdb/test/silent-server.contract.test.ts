import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, newStream } from '@tools-provider/event-sourcing/contract-suites';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectKurrentDb, type KurrentDb } from '../src/connect-kurrentdb.ts';
import { CATEGORY } from './embedded-log.ts';
import { type SeveredConnection, severedConnection } from './severed-connection.ts';

/** The first read of a client takes half a second by itself. */
const DEADLINE_MS = 1_000;
/** Far below what the client would wait by itself (10 or 20 s, or for ever), far above the deadline. */
const SOON_MS = 5_000;

let folder: string;
let emulator: KurrentDbEmulator;
let connection: SeveredConnection;
let kurrentDb: KurrentDb;

function connectVia(port: number, settings = ''): KurrentDb {
  const url = `kurrentdb://127.0.0.1:${port}?tls=false${settings}`;
  return connectKurrentDb(url, CATEGORY, { deadlineMs: DEADLINE_MS });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kurrentdb-silent-'));
  emulator = await startKurrentDbEmulator({ dataFolder: folder });
  connection = await severedConnection(emulator.port);
  kurrentDb = connectVia(connection.port);
});

afterEach(async () => {
  await kurrentDb.close();
  await connection.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** Expects a call to fail as `unavailable`, and soon. */
async function expectUnavailable(call: Promise<unknown>, code = 'event-store-unavailable'): Promise<void> {
  const begunAt = performance.now();
  await expect(call).rejects.toMatchObject({ kind: 'unavailable', code });
  expect(performance.now() - begunAt).toBeLessThan(SOON_MS);
}

describe('a server that answers no more', () => {
  it('keeps nobody waiting, and is asked again as soon as it answers', async () => {
    const { eventStore, logReader, logFollower, categorySubscription } = kurrentDb;
    const stream = newStream();
    await eventStore.append(stream, -1, [newEvent()]);
    await Array.fromAsync(eventStore.read(stream));
    const observer = { onEntry: () => undefined, onCaughtUp: () => undefined };
    const { signal } = new AbortController();

    connection.fallSilent();
    const second = newEvent();
    await Promise.all([
      expectUnavailable(kurrentDb.ping()),
      expectUnavailable(Array.fromAsync(eventStore.read(stream))),
      expectUnavailable(eventStore.readLast(stream)),
      expectUnavailable(logReader.readForwards({ limit: 10 })),
      expectUnavailable(logReader.readLastEntry()),
      expectUnavailable(categorySubscription.open()),
      expectUnavailable(logFollower.follow(observer, { signal })),
      expectUnavailable(eventStore.append(stream, 0, [second]), 'outcome-unknown'),
    ]);

    connection.speakAgain();
    expect(await eventStore.append(stream, 0, [second])).toEqual({ revision: 1 });
    expect(await Array.fromAsync(eventStore.read(stream))).toHaveLength(2);
    const subscription = await categorySubscription.open();
    await subscription.close();
  });

  it('from the first call on keeps nobody waiting either', async () => {
    connection.fallSilent();
    const { eventStore, categorySubscription } = kurrentDb;
    const [stream, event] = [newStream(), newEvent()];
    await Promise.all([
      expectUnavailable(kurrentDb.ping()),
      expectUnavailable(categorySubscription.open()),
      expectUnavailable(eventStore.append(stream, -1, [event]), 'outcome-unknown'),
    ]);
    connection.speakAgain();
    expect(await eventStore.append(stream, -1, [event])).toEqual({ revision: 0 });
    expect(await Array.fromAsync(eventStore.read(stream))).toHaveLength(1);
  });

  it('ends a read that had begun, when the next event does not come', async () => {
    const stream = newStream();
    const { eventStore } = kurrentDb;
    // More than what is under way on a connection at a time.
    const large = { text: 'x'.repeat(2_000) };
    for (let revision = -1; revision < 4_000; revision += 300) {
      await eventStore.append(
        stream,
        revision,
        Array.from({ length: 300 }, () => newEvent(large)),
      );
    }
    const reading = (async () => {
      for await (const { revision } of eventStore.read(stream)) if (revision === 0) connection.fallSilent();
    })();
    await expectUnavailable(reading);
  });
});

describe('a connection that is lost without a word', () => {
  it('ends the subscription on it, and the next one gets what was not acknowledged', async () => {
    // The interval that ships is 10 s, the least that the client takes without a warning.
    const impatient = connectVia(connection.port, '&keepAliveInterval=200&keepAliveTimeout=200');
    const stream = newStream();
    await impatient.eventStore.append(stream, -1, [newEvent()]);
    const subscription = await impatient.categorySubscription.open();
    const taps = subscription[Symbol.asyncIterator]();
    expect((await taps.next()).value).toMatchObject({ event: { stream, revision: 0 } });

    const endForgotten = connection.forgetConnections();
    await expectUnavailable(taps.next());
    endForgotten();
    const again = await impatient.categorySubscription.open();
    const repeated = await again[Symbol.asyncIterator]().next();
    expect(repeated.value).toMatchObject({ event: { stream, revision: 0 } });
    await again.close();
    await impatient.close();
  });
});
