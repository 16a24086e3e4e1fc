import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, newStream } from '@tools-provider/event-sourcing/contract-suites';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '@tools-provider/kurrentdb-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectKurrentDb, type KurrentDb } from '../src/connect-kurrentdb.ts';
import { CATEGORY } from './embedded-log.ts';

let folder: string;
let emulator: KurrentDbEmulator;
let kurrentDb: KurrentDb;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kurrentdb-leader-'));
  emulator = await startKurrentDbEmulator({ dataFolder: folder });
  kurrentDb = connectKurrentDb(emulator.url, CATEGORY);
  await kurrentDb.ping();
});

afterEach(async () => {
  await kurrentDb.close();
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a change of leaders', () => {
  it('leaves an append that it refuses to be repeated with the same ids, and stored once', async () => {
    const { eventStore } = kurrentDb;
    const stream = newStream();
    await eventStore.append(stream, -1, [newEvent()]);
    for (const refusals of [1, 3]) {
      const events = [newEvent(), newEvent()];
      const { revision } = (await eventStore.readLast(stream)) ?? { revision: -1 };
      emulator.changeLeader(refusals);
      expect(await eventStore.append(stream, revision, events)).toEqual({ revision: revision + 2 });
      const stored = await Array.fromAsync(eventStore.read(stream, { from: revision + 1 }));
      expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    }
  });

  it('that takes long makes an append unavailable, not a conflict and not a success', async () => {
    const stream = newStream();
    emulator.changeLeader(1_000);
    await expect(kurrentDb.eventStore.append(stream, -1, [newEvent()])).rejects.toMatchObject({
      kind: 'unavailable',
    });
    emulator.changeLeader(0);
    expect(await kurrentDb.eventStore.append(stream, -1, [newEvent()])).toEqual({ revision: 0 });
  });

  it('leaves reads to be begun again, unless it takes long', async () => {
    const { eventStore, logReader } = kurrentDb;
    const stream = newStream();
    await eventStore.append(stream, -1, [newEvent(), newEvent()]);
    emulator.changeLeader(1);
    expect(await Array.fromAsync(eventStore.read(stream))).toHaveLength(2);
    emulator.changeLeader(1);
    expect(await eventStore.readLast(stream)).toMatchObject({ revision: 1 });
    emulator.changeLeader(1);
    expect((await logReader.readForwards({ limit: 10 })).entries).toHaveLength(2);
    emulator.changeLeader(1_000);
    await expect(eventStore.readLast(stream)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('ends a subscription as unavailable, and lets it be opened again, with what was not acknowledged', async () => {
    const { eventStore, categorySubscription } = kurrentDb;
    const stream = newStream();
    await eventStore.append(stream, -1, [newEvent()]);
    const subscription = await categorySubscription.open();
    const taps = subscription[Symbol.asyncIterator]();
    await taps.next();
    emulator.changeLeader(1);
    await expect(taps.next()).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(categorySubscription.open()).rejects.toMatchObject({ kind: 'unavailable' });
    const again = await categorySubscription.open();
    const repeated = await again[Symbol.asyncIterator]().next();
    expect(repeated.value).toMatchObject({ event: { stream, revision: 0 } });
    await again.close();
  });

  it('ends the following of the log as unavailable', async () => {
    const caughtUp = Promise.withResolvers<void>();
    const observer = { onEntry: () => undefined, onCaughtUp: caughtUp.resolve };
    const { signal } = new AbortController();
    emulator.changeLeader(1);
    await expect(kurrentDb.logFollower.follow(observer, { signal })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    const ended = new AbortController();
    const following = kurrentDb.logFollower.follow(observer, { signal: ended.signal });
    await caughtUp.promise;
    ended.abort();
    await following;
  });
});
