import {
  KurrentDBClient,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '../src/index.ts';
import { Received } from './received.ts';
import { aCategory, anEvent, aStream, readAllOf, someEvents, temporaryFolder } from './server.ts';

// The emulator alone: these tests stop the server and start it again on its data.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let emulator: KurrentDbEmulator;
let client: KurrentDBClient;

async function start(): Promise<void> {
  emulator = await startKurrentDbEmulator({ dataFolder: folder.path });
  client = KurrentDBClient.connectionString(emulator.url);
}

async function stop(): Promise<void> {
  await client.dispose();
  await emulator.close();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

beforeEach(async () => {
  folder = await temporaryFolder();
  await start();
});

afterEach(async () => {
  await stop();
  await folder.remove();
});

const settings = {
  startFrom: START,
  resolveLinkTos: true,
  checkPointLowerBound: 1,
  checkPointUpperBound: 1,
} as const;
const group = 'group';

function consume(stream: string) {
  const subscription = client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize: 50 });
  return { subscription, received: new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription) };
}

describe('after a restart', () => {
  it('streams, categories and positions go on where they were', async () => {
    const category = aCategory();
    const stream = aStream(category);
    await client.appendToStream(stream, someEvents(3));
    const before = await readAllOf(client.readAll());
    await restart();
    expect(await readAllOf(client.readAll())).toEqual(before);
    await client.appendToStream(stream, anEvent(), { streamState: 2n });
    const links = await readAllOf(client.readStream(`$ce-${category}`, { resolveLinkTos: true }));
    expect(links.map(({ event, link }) => [event?.revision, link?.revision])).toEqual([
      [0n, 0n],
      [1n, 1n],
      [2n, 2n],
      [3n, 3n],
    ]);
    const positions = (await readAllOf(client.readAll())).map(({ event }) => event?.position?.commit);
    expect(new Set(positions).size).toBe(8);
  });

  it('an event written to any revision before is still recognised', async () => {
    const stream = aStream();
    const event = anEvent();
    await client.appendToStream(stream, event);
    await restart();
    expect((await client.appendToStream(stream, event)).nextExpectedRevision).toBe(0n);
  });

  it('a group goes on behind its last checkpoint', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(10));
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults(settings),
    );
    const { subscription, received } = consume(stream);
    const events = await received.atLeast(10);
    for (const event of events.slice(0, 6)) await subscription.ack(event);
    const written = async () =>
      (await client.getPersistentSubscriptionToStreamInfo(stream, group)).stats.lastCheckpointedEventRevision;
    while ((await written()) !== 5n);
    await restart();
    const again = await consume(stream).received.atLeast(4);
    expect(again.map(({ event }) => event?.revision)).toEqual([6n, 7n, 8n, 9n]);
  });

  it('a group without a checkpoint begins at its start again', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(5));
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: 2n, checkPointLowerBound: 100 }),
    );
    await consume(stream).received.atLeast(3);
    await restart();
    const again = await consume(stream).received.atLeast(3);
    expect(again.map(({ event }) => event?.revision)).toEqual([2n, 3n, 4n]);
  });

  it('parked messages are still parked, and can be replayed', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(2));
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults(settings),
    );
    const { subscription, received } = consume(stream);
    const events = await received.atLeast(2);
    await subscription.nack('park', 'poison', ...events);
    const parked = async () =>
      (await client.getPersistentSubscriptionToStreamInfo(stream, group)).stats.parkedMessageCount;
    while ((await parked()) !== 2n);
    await restart();
    expect(await parked()).toBe(2n);
    await client.replayParkedMessagesToStream(stream, group);
    const replayed = await consume(stream).received.atLeast(2);
    expect(replayed.map(({ event }) => event?.id)).toEqual(events.map(({ event }) => event?.id));
  });

  it('replayed messages that nobody answered are parked again', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(2));
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults(settings),
    );
    const { subscription, received } = consume(stream);
    await subscription.nack('park', 'poison', ...(await received.atLeast(2)));
    const parked = async () =>
      (await client.getPersistentSubscriptionToStreamInfo(stream, group)).stats.parkedMessageCount;
    while ((await parked()) !== 2n);
    await client.replayParkedMessagesToStream(stream, group);
    await received.atLeast(4);
    await restart();
    expect(await parked()).toBe(2n);
  });

  it('truncated and deleted streams still are', async () => {
    const [truncated, deleted] = [aStream(), aStream()];
    await client.appendToStream(truncated, someEvents(3));
    await client.appendToStream(deleted, someEvents(3));
    await client.setStreamMetadata(truncated, { truncateBefore: 2 });
    await client.deleteStream(deleted);
    await restart();
    const left = await readAllOf(client.readStream(truncated));
    expect(left.map(({ event }) => event?.revision)).toEqual([2n]);
    await expect(readAllOf(client.readStream(deleted))).rejects.toMatchObject({ type: 'stream-not-found' });
  });
});

describe('a stopping server', () => {
  it('ends subscriptions of every kind as unavailable', async () => {
    const stream = aStream();
    await client.appendToStream(stream, anEvent());
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults(settings),
    );
    const catchUp = new Received(client.subscribeToStream(stream));
    const persistent = consume(stream).received;
    await Promise.all([catchUp.atLeast(1), persistent.atLeast(1)]);
    await emulator.close();
    expect(await catchUp.error()).toMatchObject({ type: 'unavailable' });
    expect(await persistent.error()).toMatchObject({ type: 'unavailable' });
    await client.dispose();
    await start();
  });
});

describe('a data folder', () => {
  it('in use is refused with a sentence', async () => {
    await expect(startKurrentDbEmulator({ dataFolder: folder.path })).rejects.toThrow(/is in use by another/);
  });

  it('is released by close', async () => {
    await emulator.close();
    const second = await startKurrentDbEmulator({ dataFolder: folder.path });
    await second.close();
    await client.dispose();
    await start();
  });
});

describe('a port', () => {
  it('in use is refused with a sentence', async () => {
    const other = await temporaryFolder();
    const attempt = startKurrentDbEmulator({ dataFolder: other.path, port: emulator.port });
    await expect(attempt).rejects.toThrow(`Port ${emulator.port} on 127.0.0.1 is in use`);
    await other.remove();
  });
});
