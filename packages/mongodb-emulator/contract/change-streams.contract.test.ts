import type { ChangeStream, ChangeStreamDocument, Document } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failure, isRealServer, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number } & Record<string, unknown>;

let server: TestedServer;
const streams: ChangeStream[] = [];
beforeAll(async () => {
  server = await testedServer({ oplogEntries: 200 });
});
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.close();
});
afterAll(() => server.close());

/** Opens a stream and waits until the server has it: `watch` alone opens nothing before the first read. */
async function opened<Stream extends ChangeStream>(stream: Stream): Promise<Stream> {
  streams.push(stream);
  await stream.tryNext();
  return stream;
}

async function take(stream: ChangeStream, count: number): Promise<ChangeStreamDocument[]> {
  const events: ChangeStreamDocument[] = [];
  while (events.length < count) events.push((await stream.next()) as ChangeStreamDocument);
  return events;
}

const on = (name: string) => server.db.collection<Row>(name);
const resumed = (name: string, options: object) => {
  const stream = on(name).watch([], options) as ChangeStream;
  streams.push(stream);
  return stream;
};
const watch = (name: string, pipeline: Document[] = [], options = {}) =>
  opened(on(name).watch(pipeline, { maxAwaitTimeMS: 300, ...options }) as ChangeStream);

// https://www.mongodb.com/docs/manual/changeStreams/ and https://www.mongodb.com/docs/manual/reference/change-events/
describe('a change stream', () => {
  it('tells inserts, updates, replacements and deletes in their order', async () => {
    const stream = await watch('all');
    await on('all').insertOne({ _id: 1, a: 1, list: [1, 2, 3], nested: { x: 1 } });
    await on('all').updateOne({ _id: 1 }, { $set: { a: 2, 'nested.y': 2 }, $unset: { 'nested.x': '' } });
    await on('all').replaceOne({ _id: 1 }, { b: 1 });
    await on('all').deleteOne({ _id: 1 });
    const events = await take(stream, 4);
    const ns = { db: server.db.databaseName, coll: 'all' };
    expect(events[0]).toMatchObject({
      operationType: 'insert',
      ns,
      documentKey: { _id: 1 },
      fullDocument: { _id: 1, a: 1, list: [1, 2, 3], nested: { x: 1 } },
    });
    expect(events[1]).toMatchObject({
      operationType: 'update',
      ns,
      documentKey: { _id: 1 },
      updateDescription: { updatedFields: { a: 2, 'nested.y': 2 }, removedFields: ['nested.x'] },
    });
    expect(events[2]).toMatchObject({ operationType: 'replace', fullDocument: { _id: 1, b: 1 } });
    expect(events[3]).toMatchObject({ operationType: 'delete', documentKey: { _id: 1 } });
    expect(events[3]).toHaveProperty('wallTime');
  });

  it('passes only what its pipeline matches', async () => {
    const stream = await watch('matched', [
      { $match: { operationType: 'insert', 'fullDocument.k': { $gt: 1 } } },
    ]);
    await on('matched').insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 2 },
    ]);
    await on('matched').updateOne({ _id: 2 }, { $set: { k: 3 } });
    await on('matched').insertOne({ _id: 3, k: 3 });
    expect((await take(stream, 2)).map((event) => 'documentKey' in event && event.documentKey._id)).toEqual([
      2, 3,
    ]);
  });

  it('on a database tells of all its collections', async () => {
    const stream = await opened(server.db.watch([], { maxAwaitTimeMS: 300 }) as ChangeStream);
    await on('one').insertOne({ _id: 1 });
    await on('two').insertOne({ _id: 2 });
    expect(
      (await take(stream, 2)).map((event) => 'ns' in event && 'coll' in event.ns && event.ns.coll),
    ).toEqual(['one', 'two']);
  });

  it('tells of a transaction when it commits, and never of one that is aborted', async () => {
    await on('txn').insertOne({ _id: 0 });
    const stream = await watch('txn');
    const session = server.client.startSession();
    session.startTransaction();
    await on('txn').insertOne({ _id: 'aborted' }, { session });
    await session.abortTransaction();
    session.startTransaction();
    await on('txn').insertMany([{ _id: 'a' }, { _id: 'b' }], { session });
    await on('txn').insertOne({ _id: 'before the commit' });
    await session.commitTransaction();
    const keys = (await take(stream, 3)).map((event) => 'documentKey' in event && event.documentKey._id);
    expect(keys).toEqual(['before the commit', 'a', 'b']);
    await session.endSession();
  });

  it('looks the document of an update up when asked', async () => {
    await on('lookup').insertOne({ _id: 1, a: 1 });
    const stream = await watch('lookup', [], { fullDocument: 'updateLookup' });
    await on('lookup').updateOne({ _id: 1 }, { $set: { b: 2 } });
    expect(await take(stream, 1)).toMatchObject([
      { operationType: 'update', fullDocument: { _id: 1, a: 1, b: 2 } },
    ]);
  });

  it('wakes as soon as something is written, long before its waiting time is over', async () => {
    const { resumeToken } = await watch('prompt');
    const isWaiting = new Promise<void>((resolve) => {
      server.client.on('commandStarted', ({ commandName }) => commandName === 'getMore' && resolve());
    });
    const next = resumed('prompt', { resumeAfter: resumeToken, maxAwaitTimeMS: 20_000 }).next();
    await isWaiting;
    const started = Date.now();
    await on('prompt').insertOne({ _id: 1 });
    await next;
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('ends with invalidate when its collection is dropped', async () => {
    await on('dropped').insertOne({ _id: 1 });
    const stream = await watch('dropped');
    await on('dropped').drop();
    expect((await take(stream, 2)).map(({ operationType }) => operationType)).toEqual(['drop', 'invalidate']);
    expect(stream.closed).toBe(true);
  });
});

// https://www.mongodb.com/docs/manual/changeStreams/#resume-a-change-stream
describe('a resumed change stream', () => {
  it('goes on right after the event of its token', async () => {
    const stream = await watch('resumed');
    await on('resumed').insertMany([{ _id: 1 }, { _id: 2 }]);
    const [first] = await take(stream, 2);
    await on('resumed').insertOne({ _id: 3 });
    for (const option of ['resumeAfter', 'startAfter']) {
      const again = resumed('resumed', { [option]: first?._id });
      const keys = (await take(again, 2)).map((event) => 'documentKey' in event && event.documentKey._id);
      expect(keys).toEqual([2, 3]);
    }
  });

  it('gets a token even when nothing happened', async () => {
    const stream = await watch('quiet');
    const token = stream.resumeToken;
    expect(token).toBeTruthy();
    await on('quiet').insertOne({ _id: 1 });
    const again = resumed('quiet', { resumeAfter: token });
    expect(await take(again, 1)).toMatchObject([{ documentKey: { _id: 1 } }]);
  });

  // https://www.mongodb.com/docs/manual/changeStreams/#resumeafter-for-change-streams
  it.skipIf(isRealServer)('is refused as lost when the log no longer reaches back to its token', async () => {
    const stream = await watch('trimmed');
    await on('trimmed').insertOne({ _id: 'first' });
    const [event] = await take(stream, 1);
    for (let i = 0; i < 5; i += 1) {
      await on('trimmed').insertMany(Array.from({ length: 100 }, (_, k) => ({ _id: `${i}-${k}` })));
    }
    const lost = resumed('trimmed', { resumeAfter: event?._id });
    expect(await failure(lost.next())).toMatchObject({ code: 286, codeName: 'ChangeStreamHistoryLost' });
  });

  it('with a token that is none is an error', async () => {
    const broken = resumed('broken', { resumeAfter: { _data: 'not a token' } });
    expect(await failure(broken.next())).toHaveProperty('code');
  });
});
