import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectedSpan, ReadDocument } from '@tools-provider/event-sourcing';
import { type MongoDbEmulator, startMongoDbEmulator } from '@tools-provider/mongodb-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectMongoDb, type MongoDb } from '../src/connect-mongodb.ts';

interface Note extends ReadDocument {
  readonly title: string;
  readonly searchText: string;
}

let dataFolder: string;
let server: MongoDbEmulator;
let mongoDb: MongoDb;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'mongodb-adapter-'));
  server = await startMongoDbEmulator({ dataFolder });
  mongoDb = connectMongoDb(server.url);
  await mongoDb.prepare([{ name: 'notes', indexedFields: ['title'] }]);
});
afterEach(async () => {
  await mongoDb.close();
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A span that takes a new stream to a revision with one document and a CloudEvent for each event. */
function span(stream: string, title: string, { from = -1, to = 0 } = {}): ProjectedSpan {
  const revisions = Array.from({ length: to - from }, (_, n) => from + 1 + n);
  const document: Note = { id: stream, title, searchText: title.toLowerCase() };
  return {
    stream,
    from,
    to,
    lastEventId: `${stream}/${to}`,
    emitted: to,
    documents: [{ collection: 'notes', id: stream, revision: to, document }],
    cloudEvents: revisions.map((revision) => ({
      id: `${stream}/${revision}`,
      type: 'note.written.v1',
      source: 'test',
      subject: stream,
      revision,
    })),
  };
}

const sequences = async () =>
  (await mongoDb.feed.page({ after: 0, limit: 500 })).events.map(({ sequence }) => Number(sequence));

describe('a commit of spans', () => {
  it('stores documents, status and CloudEvents with the next numbers of the feed', async () => {
    await mongoDb.readModel.commit([span('a', 'First', { to: 1 }), span('b', 'Second')]);
    expect(await mongoDb.documents.get<Note>('notes', 'a')).toMatchObject({
      id: 'a',
      title: 'First',
      revision: 1,
    });
    const statuses = await mongoDb.readModel.loadStatuses(['a', 'b', 'c']);
    expect([...statuses.keys()].toSorted()).toEqual(['a', 'b']);
    expect(statuses.get('a')).toMatchObject({ projected: 1, emitted: 1, lastEventId: 'a/1' });
    expect(await sequences()).toEqual([1, 2, 3]);
  });

  it('stores nothing at all when one of its streams has moved on, and names it', async () => {
    await mongoDb.readModel.commit([span('a', 'First')]);
    const stale = mongoDb.readModel.commit([span('b', 'Second'), span('a', 'First again')]);
    await expect(stale).rejects.toMatchObject({ kind: 'conflict', code: 'stale-spans' });
    expect(await mongoDb.documents.get('notes', 'b')).toBeUndefined();
    expect((await mongoDb.documents.get<Note>('notes', 'a'))?.title).toBe('First');
    expect(await sequences()).toEqual([1]);
  });

  it('of many at once gives each its own numbers, without a gap', async () => {
    const streams = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(streams.map((stream) => mongoDb.readModel.commit([span(stream, stream, { to: 2 })])));
    expect(await sequences()).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('sets an aggregate aside, and takes it back with the next span', async () => {
    const failure = {
      reason: 'no',
      eventId: 'a/1',
      eventType: 'note.written.v1',
      revision: 1,
      attempts: 3,
      failedAt: '2026-11-21T10:00:00.000Z',
    };
    await mongoDb.readModel.commit([span('a', 'First')]);
    await mongoDb.readModel.commit([
      { ...span('a', 'First', { from: 0, to: 0 }), lastEventId: undefined, documents: [], failure },
    ]);
    expect((await mongoDb.readModel.loadStatuses(['a'])).get('a')).toMatchObject({
      projected: 0,
      lastEventId: 'a/0',
      failure,
    });
    expect(await mongoDb.statuses.countFailures()).toBe(1);
    await mongoDb.readModel.commit([span('a', 'Second', { from: 0, to: 1 })]);
    expect((await mongoDb.readModel.loadStatuses(['a'])).get('a')?.failure).toBeUndefined();
    expect(await mongoDb.statuses.countFailures()).toBe(0);
  });
});

describe('a list', () => {
  it('comes in pages that miss and repeat nothing, in both directions, also where values are equal', async () => {
    const titles = ['b', 'a', 'c', 'b', 'b', 'a', 'd'];
    await mongoDb.readModel.commit(titles.map((title, n) => span(`n-${n}`, title)));
    for (const descending of [false, true]) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await mongoDb.documents.list<Note>({
          collection: 'notes',
          where: {},
          sort: { field: 'title', descending },
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ title, id }) => `${title} ${id}`));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      const sorted = titles.map((title, n) => `${title} n-${n}`).toSorted();
      expect(seen).toEqual(descending ? sorted.toReversed() : sorted);
    }
  });

  it('comes in pages that miss and repeat nothing where documents lack the field it is sorted by, which come first', async () => {
    const ranks = [undefined, 2, null, 1, undefined, 2];
    const withRank = (rank: number | null | undefined, n: number): ProjectedSpan => {
      const one = span(`n-${n}`, 'x');
      const documents = one.documents.map((row) => ({
        ...row,
        document: { id: row.id, title: 'x', searchText: 'x', ...(rank === undefined ? {} : { rank }) },
      }));
      return { ...one, documents };
    };
    await mongoDb.readModel.commit(ranks.map(withRank));
    for (const descending of [false, true]) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await mongoDb.documents.list<Note>({
          collection: 'notes',
          where: {},
          sort: { field: 'rank', descending },
          limit: 1,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      const sorted = ['n-0', 'n-2', 'n-4', 'n-3', 'n-1', 'n-5'];
      expect(seen).toEqual(descending ? sorted.toReversed() : sorted);
    }
  });

  it('refuses a cursor that is none, or of another order', async () => {
    await mongoDb.readModel.commit([span('a', 'x'), span('b', 'y')]);
    const query = { collection: 'notes', where: {}, limit: 1 } as const;
    const { next = '' } = await mongoDb.documents.list({
      ...query,
      sort: { field: 'title', descending: false },
    });
    for (const [cursor, descending] of [
      ['nonsense', false],
      [next, true],
    ] as const) {
      const list = mongoDb.documents.list({ ...query, cursor, sort: { field: 'title', descending } });
      await expect(list).rejects.toMatchObject({
        kind: 'invalid',
        code: 'invalid-cursor',
        places: [{ pointer: '?cursor' }],
      });
    }
  });

  it('finds a text as it is written, never as a pattern or a field', async () => {
    await mongoDb.readModel.commit([span('a', 'Cost in $searchText'), span('b', 'a.*b'), span('c', 'aXXb')]);
    const search = async (text: string) => {
      const sort = { field: 'title', descending: false };
      const page = await mongoDb.documents.list<Note>({
        collection: 'notes',
        where: {},
        search: text,
        sort,
        limit: 10,
      });
      return page.items.map(({ id }) => id);
    };
    expect(await search('$SEARCHTEXT')).toEqual(['a']);
    expect(await search('a.*B')).toEqual(['b']);
  });
});

describe('the feed', () => {
  it('says up to where it has looked, also where a filter lets nothing through', async () => {
    await mongoDb.readModel.commit([span('a', 'x', { to: 4 })]);
    const page = await mongoDb.feed.page({ after: 1, limit: 2 });
    expect(page).toMatchObject({ lookedUpTo: 3, events: [{ revision: 1 }, { revision: 2 }] });
    expect(await mongoDb.feed.page({ after: 1, limit: 2, subject: 'nobody' })).toEqual({
      events: [],
      lookedUpTo: 5,
    });
    expect(await mongoDb.feed.page({ after: 5, limit: 2 })).toEqual({ events: [], lookedUpTo: 5 });
    expect(await mongoDb.feed.sequenceOf('a/3')).toBe(4);
    expect(await mongoDb.feed.sequenceOf('unknown')).toBeUndefined();
  });

  it('signals each event that is projected, once the follower is open', async () => {
    const isOpen = Promise.withResolvers<void>();
    const ended = new AbortController();
    const seen: [string, number][] = [];
    const following = mongoDb.signals.follow(
      {
        onOpen: isOpen.resolve,
        onProjected: ({ stream, revision }) => {
          seen.push([stream, revision]);
          if (seen.length === 2) ended.abort();
        },
      },
      { signal: ended.signal },
    );
    await isOpen.promise;
    await mongoDb.readModel.commit([span('a', 'x', { to: 1 })]);
    await following;
    expect(seen).toEqual([
      ['a', 0],
      ['a', 1],
    ]);
  });
});
