import {
  KurrentDBClient,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KurrentDbEmulator, startKurrentDbEmulator } from '../src/index.ts';
import { Received } from './received.ts';
import { anEvent, aStream, readAllOf, someEvents, temporaryFolder, warmUp } from './server.ts';

// The emulator alone: what its programmatic interface does to it, as the official client sees it.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let emulator: KurrentDbEmulator;
let client: KurrentDBClient;
let stream: string;

const GROUP = 'group';

beforeEach(async () => {
  folder = await temporaryFolder();
  emulator = await startKurrentDbEmulator({ dataFolder: folder.path });
  client = KurrentDBClient.connectionString(emulator.url);
  await warmUp(client);
  stream = aStream();
  await client.appendToStream(stream, someEvents(5));
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({
    startFrom: START,
    checkPointAfter: 50,
    checkPointLowerBound: 1,
    checkPointUpperBound: 1,
  });
  await client.createPersistentSubscriptionToStream(stream, GROUP, settings);
});

afterEach(async () => {
  await client.dispose();
  await emulator.close();
  await folder.remove();
});

function consume() {
  const subscription = client.subscribeToPersistentSubscriptionToStream(stream, GROUP, { bufferSize: 50 });
  return { subscription, received: new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription) };
}

const group = () => emulator.administerGroup(stream, GROUP);
const revisions = (events: readonly PersistentSubscriptionToStreamResolvedEvent[]) =>
  events.map(({ event }) => Number(event?.revision));

// Cluster, "Node roles" and the clients' handling of `not-leader`; not verified on a real server.
describe('a change of leaders', () => {
  it('refuses so many calls of every kind with the address of the new leader, and no more', async () => {
    const calls = [
      () => client.appendToStream(stream, anEvent()),
      () => readAllOf(client.readStream(stream)),
      () => readAllOf(client.readAll({ maxCount: 1 })),
      () => client.getPersistentSubscriptionToStreamInfo(stream, GROUP),
    ];
    const leader = { address: '127.0.0.1', port: emulator.port };
    for (const call of calls) {
      emulator.changeLeader(2);
      await expect(call()).rejects.toMatchObject({ type: 'not-leader', leader });
      await expect(call()).rejects.toMatchObject({ type: 'not-leader', leader });
      await call();
    }
    expect(await readAllOf(client.readStream(stream))).toHaveLength(6);
  });

  it('drops the consumers of groups, and refuses those who come back too early', async () => {
    const { received } = consume();
    await received.atLeast(5);
    emulator.changeLeader(1);
    expect(await received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(await consume().received.error()).toMatchObject({ type: 'not-leader' });
    expect(revisions(await consume().received.atLeast(5))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the administration of a group', () => {
  it('tells how far it is, and sets its checkpoint back, also for the time after a restart', async () => {
    const { subscription, received } = consume();
    await subscription.ack(...(await received.atLeast(5)));
    await expect.poll(() => group().progress).toMatchObject({ checkpoint: 4, delivered: 5, inFlight: 0 });
    await group().restoreCheckpoint(1);
    expect(await received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(revisions(await consume().received.atLeast(3))).toEqual([2, 3, 4]);

    await emulator.close();
    emulator = await startKurrentDbEmulator({ dataFolder: folder.path, port: emulator.port });
    await client.dispose();
    client = KurrentDBClient.connectionString(emulator.url);
    expect(revisions(await consume().received.atLeast(3))).toEqual([2, 3, 4]);
  });

  it('replays what is parked, and deletes the group', async () => {
    const { subscription, received } = consume();
    await subscription.nack('park', 'poison', ...(await received.atLeast(5)));
    await expect.poll(() => group().progress).toMatchObject({ parked: 5 });
    group().replayParked();
    expect(revisions((await received.atLeast(10)).slice(5))).toEqual([0, 1, 2, 3, 4]);
    await group().delete();
    expect(await received.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(() => group().progress).toThrow('does not exist');
  });
});
