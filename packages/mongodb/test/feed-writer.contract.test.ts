import { randomUUID } from 'node:crypto';
import type { FeedEntry, ProjectedSpan } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, openNotes, startServer } from './embedded-database.ts';

let server: EmbeddedServer;
let mongoDb: MongoDb;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  await mongoDb?.close();
  mongoDb = await openNotes(server.newDatabase());
});
afterAll(async () => {
  await mongoDb.close();
  await server.close();
});

function entry(subject: string, revision: number): FeedEntry {
  const stream = `tools_provider-note-${subject}`;
  const cloudEvent = { id: randomUUID(), type: 'note.written.v1', source: 'test', subject, revision };
  return { cloudEvent, stream, revision };
}

/** A span of one event without documents, as the read path stores it. */
function span(): ProjectedSpan {
  const { cloudEvent, stream } = entry(randomUUID(), 0);
  const lastEventId = cloudEvent.id;
  return { stream, from: -1, to: 0, lastEventId, emitted: 0, documents: [], cloudEvents: [cloudEvent] };
}

const feed = async () => (await mongoDb.feed.page({ after: 0, limit: 500 })).events;
const idsOf = (entries: readonly FeedEntry[]) => entries.map(({ cloudEvent }) => cloudEvent.id);
const numbersUpTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('the feed writer', () => {
  it('adds events in their order with the next numbers of the feed', async () => {
    const entries = [entry('a', 0), entry('a', 1), entry('b', 0)];
    await mongoDb.readModel.commit([span()]);
    await mongoDb.feedWriter.append(entries);
    const [, ...added] = await feed();
    expect(added.map(({ id }) => id)).toEqual(idsOf(entries));
    expect(added.map(({ sequence }) => sequence)).toEqual([2, 3, 4].map((n) => `0000000000000000000${n}`));
    expect(added[1]).toMatchObject({ subject: 'a', revision: 1, type: 'note.written.v1' });
    expect((await mongoDb.feed.page({ after: 0, limit: 500, subject: 'b' })).events).toHaveLength(1);
  });

  it('adds nothing twice: what is repeated keeps its number, and no number is left out', async () => {
    const [first, second, third] = [entry('a', 0), entry('a', 1), entry('a', 2)];
    await mongoDb.feedWriter.append([first, second]);
    await mongoDb.feedWriter.append([first, second]);
    await mongoDb.feedWriter.append([second, third, third]);
    await mongoDb.feedWriter.append([]);
    const events = await feed();
    expect(events.map(({ id }) => id)).toEqual(idsOf([first, second, third]));
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(numbersUpTo(3));
  });

  it('adds each event once and without a gap when many add at once, among them the read path', async () => {
    const entries = Array.from({ length: 10 }, (_, n) => entry('a', n));
    await Promise.all([
      ...entries.map((each) => mongoDb.feedWriter.append([each])),
      ...entries.map((each) => mongoDb.feedWriter.append([each])),
      ...entries.map(() => mongoDb.readModel.commit([span()])),
    ]);
    const events = await feed();
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(numbersUpTo(20));
    expect(new Set(events.map(({ id }) => id)).size).toBe(20);
  });

  it('lets followers know that the feed has grown, and calls nothing projected that has no projection', async () => {
    const isOpen = Promise.withResolvers<void>();
    const ended = new AbortController();
    const seen: string[] = [];
    const following = mongoDb.signals.follow(
      {
        onOpen: isOpen.resolve,
        onProjected: ({ stream }) => seen.push(stream),
        onFeedGrown: () => {
          seen.push('grown');
          if (seen.filter((what) => what === 'grown').length === 2) ended.abort();
        },
      },
      { signal: ended.signal },
    );
    await isOpen.promise;
    const projected = span();
    await mongoDb.feedWriter.append([entry('a', 0)]);
    await mongoDb.readModel.commit([projected]);
    await following;
    expect(seen).toEqual(['grown', projected.stream, 'grown']);
  });
});
