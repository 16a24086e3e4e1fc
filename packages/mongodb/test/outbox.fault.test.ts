import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { on, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FeedEvent, OutboxPoint } from '@tools-provider/event-sourcing';
import { NOTES, type Note, noteWrite } from '@tools-provider/event-sourcing/contract-suites';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, openNotes, startServer } from './embedded-database.ts';

const POINTS: readonly OutboxPoint[] = ['claimed', 'before-publish', 'before-mark', 'after-mark'];
const NOTE_COUNT = 3;
const REVISIONS_A_ROUND = 5;

let server: EmbeddedServer;
let url: string;
let mongoDb: MongoDb;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  await mongoDb?.close();
  url = server.newDatabase();
  mongoDb = await openNotes(url);
});
afterAll(async () => {
  await mongoDb.close();
  await server.close();
});

const WORKER = fileURLToPath(new URL('./outbox-worker-process.ts', import.meta.url));
const WRITER = fileURLToPath(new URL('./state-writer-process.ts', import.meta.url));

function start(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

const signalThatEnded = async (child: ChildProcess) => (await once(child, 'exit'))[1] as string | null;

/** Lets a worker run that nobody kills, until nothing is pending. */
async function deliverEverything(): Promise<void> {
  const worker = start(WORKER, url);
  const ended = once(worker, 'exit');
  const isDelivered = async () => (await mongoDb.outbox.counts()).pending === 0;
  if (!(await isDelivered())) for await (const _ of on(worker, 'message')) if (await isDelivered()) break;
  worker.kill('SIGTERM');
  await ended;
}

async function wholeFeed(): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = 0; ; ) {
    const page = await mongoDb.feed.page({ after, limit: 500 });
    if (page.lookedUpTo === after) return events;
    events.push(...page.events);
    after = page.lookedUpTo;
  }
}

const streamOf = (note: string) => `tools_provider-note-${note}`;
const revisionsOf = (feed: readonly FeedEvent[], note: string) =>
  feed.filter(({ subject }) => subject === streamOf(note)).map(({ revision }) => revision);
const upTo = (revision: number) => Array.from({ length: revision + 1 }, (_, n) => n);

describe('an outbox worker that is killed', () => {
  it('at any step leaves each event once in the feed, under its own id, in order and without a gap', async () => {
    const notes = Array.from({ length: NOTE_COUNT }, () => randomUUID());
    const idsOf = new Map<string, string[]>(notes.map((note) => [note, []]));
    let revision = -1;
    for (const point of POINTS) {
      for (const count of [1, 1 + Math.floor(Math.random() * REVISIONS_A_ROUND * NOTE_COUNT)]) {
        for (let n = 0; n < REVISIONS_A_ROUND; n += 1) {
          revision += 1;
          for (const note of notes) {
            const write = noteWrite(note, revision, { title: `Revision ${revision}` });
            await mongoDb.stateStore.save([write]);
            idsOf.get(note)?.push(...write.messages.map(({ id }) => id));
          }
        }
        expect(await signalThatEnded(start(WORKER, url, `${point}:${count}`))).toBe('SIGKILL');
      }
    }
    await deliverEverything();

    const feed = await wholeFeed();
    expect(feed.map(({ sequence }) => Number(sequence))).toEqual(feed.map((_, index) => index + 1));
    for (const note of notes) {
      const told = feed.filter(({ subject }) => subject === streamOf(note));
      expect(told.map(({ id }) => id)).toEqual(idsOf.get(note));
      expect(revisionsOf(feed, note)).toEqual(upTo(revision));
      expect(await mongoDb.stateStore.load<Note>(NOTES, note)).toMatchObject({
        revision,
        state: { title: `Revision ${revision}` },
      });
    }
    expect(await mongoDb.outbox.counts()).toEqual({ pending: 0, delivered: feed.length, setAside: 0 });
  });
});

describe('a writer that is killed', () => {
  it('leaves of every change the state and its message, or neither', async () => {
    const notes = Array.from({ length: NOTE_COUNT }, () => randomUUID());
    let commits = 0;
    for (const point of ['before-commit', 'after-commit']) {
      for (const count of [1, 5]) {
        const writer = start(WRITER, url, `${point}:${count}`, ...notes);
        expect(await signalThatEnded(writer)).toBe('SIGKILL');
        commits += point === 'before-commit' ? count - 1 : count;
        await expectStatesToHaveTheirMessages(notes, commits);
      }
    }
    await deliverEverything();
    const feed = await wholeFeed();
    for (const note of notes) {
      const { revision = -1 } = (await mongoDb.stateStore.load(NOTES, note)) ?? {};
      expect(revisionsOf(feed, note)).toEqual(upTo(revision));
    }
  });
});

async function expectStatesToHaveTheirMessages(notes: readonly string[], changes: number): Promise<void> {
  let found = 0;
  for (const note of notes) {
    const stored = await mongoDb.stateStore.load<Note>(NOTES, note);
    const messages = await mongoDb.outbox.undelivered(streamOf(note), 1_000);
    expect(messages.map(({ revision }) => revision)).toEqual(upTo(stored?.revision ?? -1));
    expect(stored?.state.title ?? 'Revision -1').toBe(`Revision ${stored?.revision ?? -1}`);
    found += messages.length;
  }
  expect(found).toBe(changes);
}
