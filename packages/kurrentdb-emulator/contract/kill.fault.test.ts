import { randomUUID } from 'node:crypto';
import {
  jsonEvent,
  KurrentDBClient,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProcess } from './process.ts';
import { Received } from './received.ts';
import { aStream, readAllOf, someEvents, temporaryFolder, warmUp } from './server.ts';

// The emulator alone: these tests kill its process.
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  await folder.remove();
});

const writers = 16;
const eventsPerAppend = 3;

/** Appends to a stream of its own until the server is gone; answers which appends were acknowledged. */
async function writeUntilGone(
  client: KurrentDBClient,
  stream: string,
  onAppended: () => void,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (;;) {
    const append = randomUUID();
    const parts = Array.from({ length: eventsPerAppend }, (_, part) =>
      jsonEvent({ type: 'part', data: { append, part } }),
    );
    try {
      await client.appendToStream(stream, parts);
    } catch {
      return acknowledged;
    }
    acknowledged.push(append);
    onAppended();
  }
}

describe('a process killed while many append', () => {
  it.each([50, 300, 1000, 2500])(
    'after %i acknowledged appends has lost none and halved none',
    async (killAfter) => {
      const emulator = await startProcess(folder.path);
      const client = KurrentDBClient.connectionString(emulator.url);
      await warmUp(client);
      let appended = 0;
      let killed: Promise<void> | undefined;
      const onAppended = () => {
        appended += 1;
        if (appended === killAfter) killed = emulator.kill();
      };
      const streams = Array.from({ length: writers }, (_, index) => `kill-${index}`);
      const acknowledged = await Promise.all(
        streams.map((stream) => writeUntilGone(client, stream, onAppended)),
      );
      await killed;
      await client.dispose();

      const restarted = await startProcess(folder.path);
      const reader = KurrentDBClient.connectionString(restarted.url);
      let total = 0;
      for (const [index, stream] of streams.entries()) {
        const events = await readAllOf(reader.readStream(stream));
        expect(events.map(({ event }) => Number(event?.revision))).toEqual(
          events.map((_, revision) => revision),
        );
        const data = events.map(({ event }) => event?.data as { append: string; part: number });
        expect(data.map(({ part }) => part)).toEqual(events.map((_, revision) => revision % eventsPerAppend));
        const written = data.filter(({ part }) => part === 0).map(({ append }) => append);
        // At most the one append that was under way may be there without an acknowledgement.
        expect(written.slice(0, acknowledged[index]?.length)).toEqual(acknowledged[index]);
        expect(written.length - (acknowledged[index]?.length ?? 0)).toBeLessThanOrEqual(1);
        total += events.length;
      }
      const links = await readAllOf(reader.readStream('$ce-kill', { resolveLinkTos: true }));
      expect(links).toHaveLength(total);
      expect(links.every(({ event }) => event !== undefined)).toBe(true);
      expect(total).toBeGreaterThanOrEqual(killAfter * eventsPerAppend);
      await reader.dispose();
      expect(await restarted.stop()).toBe(0);
    },
  );
});

describe('a process killed while a group is consumed', () => {
  it('comes back at its address and delivers what was not acknowledged, nothing from before the checkpoint', async () => {
    const stream = aStream();
    const group = 'group';
    let emulator = await startProcess(folder.path);
    let client = KurrentDBClient.connectionString(emulator.url);
    const count = 400;
    await client.appendToStream(stream, someEvents(count));
    await client.createPersistentSubscriptionToStream(
      stream,
      group,
      persistentSubscriptionToStreamSettingsFromDefaults({
        startFrom: START,
        checkPointLowerBound: 1,
        checkPointUpperBound: 10,
      }),
    );
    const seen = new Set<bigint>();
    const acknowledged = new Set<bigint>();
    for (let round = 1; round <= 4; round += 1) {
      const subscription = client.subscribeToPersistentSubscriptionToStream(stream, group, {
        bufferSize: 20,
      });
      const received = new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription);
      const { stats } = await client.getPersistentSubscriptionToStreamInfo(stream, group);
      const checkpoint = stats.lastCheckpointedEventRevision ?? -1n;
      for (let index = 0; index < 70; index += 1) {
        const event = (await received.atLeast(index + 1)).at(-1);
        if (event?.event === undefined) throw new Error('A delivery held no event.');
        expect(event.event.revision).toBeGreaterThan(checkpoint);
        seen.add(event.event.revision);
        await subscription.ack(event);
        acknowledged.add(event.event.revision);
      }
      await emulator.kill();
      await client.dispose();
      emulator = await startProcess(folder.path, emulator.port);
      client = KurrentDBClient.connectionString(emulator.url);
    }
    const subscription = client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize: 50 });
    const received = new Received<PersistentSubscriptionToStreamResolvedEvent>(subscription);
    for (let index = 0; seen.size < count; index += 1) {
      const event = (await received.atLeast(index + 1)).at(-1);
      if (event?.event === undefined) throw new Error('A delivery held no event.');
      seen.add(event.event.revision);
      await subscription.ack(event);
    }
    expect(seen.size).toBe(count);
    // Checkpoints were written: the rounds did not all begin at the stream's start.
    expect(acknowledged.size).toBeGreaterThan(70);
    await subscription.unsubscribe();
    await client.dispose();
    expect(await emulator.stop()).toBe(0);
  });
});
