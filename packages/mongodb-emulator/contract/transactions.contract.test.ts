import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure, isRealServer, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number; n?: number; k?: string; by?: string };

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer({ transactionLifetimeMs: 1_500 });
  await server.db.createCollection('rows');
  await server.db.collection('rows').createIndex({ k: 1 }, { unique: true, sparse: true });
});
afterAll(() => server.close());

const rows = () => server.db.collection<Row>('rows');
beforeEach(() => rows().deleteMany({}));

function begin() {
  const session = server.client.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
  return session;
}

// https://www.mongodb.com/docs/manual/core/transactions/
describe('a transaction', () => {
  it('shows its writes to itself at once and to others from its commit on', async () => {
    await rows().insertOne({ _id: 1, n: 1 });
    const session = begin();
    await rows().updateOne({ _id: 1 }, { $set: { n: 2 } }, { session });
    await rows().insertOne({ _id: 2, n: 2, k: 'two' }, { session });
    expect(await rows().find({}, { session }).sort({ n: 1, _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2 },
      { _id: 2, n: 2, k: 'two' },
    ]);
    expect(await rows().findOne({ k: 'two' }, { session })).not.toBeNull();
    expect(await rows().find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await session.commitTransaction();
    expect(await rows().find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 2 },
      { _id: 2, n: 2, k: 'two' },
    ]);
    await session.endSession();
  });

  it('leaves nothing behind when it is aborted', async () => {
    await rows().insertOne({ _id: 1, n: 1 });
    const session = begin();
    await rows().updateOne({ _id: 1 }, { $set: { n: 2 } }, { session });
    await rows().deleteOne({ _id: 1 }, { session });
    await rows().insertOne({ _id: 2 }, { session });
    await session.abortTransaction();
    expect(await rows().find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await session.endSession();
  });

  it('reads one snapshot, whatever is written meanwhile', async () => {
    await rows().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 3, k: 'x' },
    ]);
    const session = begin();
    expect(await rows().countDocuments({}, { session })).toBe(3);
    await rows().updateOne({ _id: 1 }, { $set: { n: 100 } });
    await rows().deleteOne({ _id: 2 });
    await rows().deleteOne({ _id: 3 });
    await rows().insertMany([
      { _id: 4, n: 4 },
      { _id: 3, n: 33 },
    ]);
    expect(await rows().find({}, { session }).sort({ n: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 3, k: 'x' },
    ]);
    expect(await rows().findOne({ _id: 3 }, { session })).toEqual({ _id: 3, n: 3, k: 'x' });
    expect(await rows().findOne({ _id: 4 }, { session })).toBeNull();
    expect(await rows().findOne({ k: 'x' }, { session })).not.toBeNull();
    await session.commitTransaction();
    expect(await rows().countDocuments()).toBe(3);
    await session.endSession();
  });

  it('keeps its snapshot over the batches of a cursor', async () => {
    await rows().insertMany(Array.from({ length: 50 }, (_, i) => ({ _id: i, n: i })));
    const session = begin();
    const cursor = rows().find({}, { session, batchSize: 5 });
    await cursor.next();
    await rows().deleteMany({ n: { $gt: 10 } });
    await rows().updateMany({}, { $set: { n: -1 } });
    const rest = await cursor.toArray();
    expect(rest.map(({ n }) => n)).toEqual(Array.from({ length: 49 }, (_, i) => i + 1));
    await session.abortTransaction();
    await session.endSession();
  });

  it('never lets a reader outside see half of it', async () => {
    await rows().insertMany([
      { _id: 'a', n: 500 },
      { _id: 'b', n: 500 },
    ]);
    let isDone = false;
    const reader = (async () => {
      const sums = new Set<number>();
      while (!isDone) {
        const found = await rows().find().toArray();
        sums.add(found.reduce((sum, { n = 0 }) => sum + n, 0));
      }
      return sums;
    })();
    for (let i = 0; i < 60; i += 1) {
      await server.client.withSession((session) =>
        session.withTransaction(async () => {
          await rows().updateOne({ _id: 'a' }, { $inc: { n: -1 } }, { session });
          await rows().updateOne({ _id: 'b' }, { $inc: { n: 1 } }, { session });
        }),
      );
    }
    isDone = true;
    expect([...(await reader)]).toEqual([1_000]);
    expect(await rows().findOne({ _id: 'b' })).toEqual({ _id: 'b', n: 560 });
  });
});

// https://www.mongodb.com/docs/manual/core/transactions-production-consideration/#in-progress-transactions-and-write-conflicts
describe('conflicting writes', () => {
  it('give the second of two transactions WriteConflict at once, and it succeeds when tried again', async () => {
    await rows().insertOne({ _id: 'counter', n: 0 });
    const [first, second] = [begin(), begin()];
    const claim = (session: ReturnType<typeof begin>) =>
      rows().findOneAndUpdate({ _id: 'counter' }, { $inc: { n: 1 } }, { session, returnDocument: 'after' });
    expect(await claim(first)).toMatchObject({ n: 1 });
    const error = await failure(claim(second));
    expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict' });
    expect(
      (error as unknown as { hasErrorLabel(label: string): boolean }).hasErrorLabel(
        'TransientTransactionError',
      ),
    ).toBe(true);
    await second.abortTransaction();
    await first.commitTransaction();
    second.startTransaction();
    expect(await claim(second)).toMatchObject({ n: 2 });
    await second.commitTransaction();
    await Promise.all([first.endSession(), second.endSession()]);
  });

  it('abort a transaction that writes what was written outside since its start', async () => {
    await rows().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const session = begin();
    await rows().findOne({ _id: 2 }, { session });
    await rows().updateOne({ _id: 1 }, { $set: { n: 10 } });
    expect(await failure(rows().updateOne({ _id: 1 }, { $set: { n: 11 } }, { session }))).toMatchObject({
      code: 112,
    });
    await session.abortTransaction();
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, n: 10 });
    await session.endSession();
  });

  it('let a write outside wait for the transaction, and keep both writes', async () => {
    await rows().insertOne({ _id: 1, n: 0 });
    const session = begin();
    await rows().updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    let isOver = false;
    const outside = rows()
      .updateOne({ _id: 1 }, { $inc: { n: 10 } })
      .finally(() => {
        isOver = true;
      });
    await rows().insertOne({ _id: 'unrelated' });
    expect(isOver).toBe(false);
    await session.commitTransaction();
    expect(await outside).toMatchObject({ modifiedCount: 1 });
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, n: 11 });
    await session.endSession();
  });

  it('let an update of many outside wait in between, and change each document once', async () => {
    await rows().insertMany(Array.from({ length: 5 }, (_, i) => ({ _id: i, n: 0 })));
    const session = begin();
    await rows().updateOne({ _id: 2 }, { $inc: { n: 100 } }, { session });
    const outside = rows().updateMany({}, { $inc: { n: 1 } });
    await rows().insertOne({ _id: 'unrelated' });
    await session.commitTransaction();
    expect(await outside).toMatchObject({ modifiedCount: expect.any(Number) });
    const found = await rows()
      .find({ n: { $exists: true } })
      .sort({ _id: 1 })
      .toArray();
    expect(found.slice(0, 5).map(({ n }) => n)).toEqual([1, 1, 101, 1, 1]);
    await session.endSession();
  });

  it('leave a concurrent write outside intact when the transaction is aborted', async () => {
    await rows().insertOne({ _id: 1, n: 0, by: 'nobody' });
    const session = begin();
    await rows().updateOne({ _id: 1 }, { $set: { by: 'transaction' } }, { session });
    const outside = rows().updateOne({ _id: 1 }, { $inc: { n: 10 } });
    await rows().insertOne({ _id: 2, by: 'outside' });
    await session.abortTransaction();
    await outside;
    expect(await rows().find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 10, by: 'nobody' },
      { _id: 2, by: 'outside' },
    ]);
    await session.endSession();
  });

  it('on a unique key are conflicts too', async () => {
    const [first, second] = [begin(), begin()];
    await rows().insertOne({ _id: 1, k: 'only' }, { session: first });
    expect(await failure(rows().insertOne({ _id: 2, k: 'only' }, { session: second }))).toMatchObject({
      code: 112,
    });
    await second.abortTransaction();
    const outside = failure(rows().insertOne({ _id: 3, k: 'only' }));
    await first.commitTransaction();
    expect(await outside).toMatchObject({ code: 11000 });
    expect(await rows().countDocuments()).toBe(1);
    await Promise.all([first.endSession(), second.endSession()]);
  });

  it('of many callers on one counter lose no increment and no number', async () => {
    await rows().insertOne({ _id: 'counter', n: 0 });
    const claim = () =>
      server.client.withSession((session) =>
        session.withTransaction(async () => {
          const found = await rows().findOneAndUpdate(
            { _id: 'counter' },
            { $inc: { n: 1 } },
            { session, returnDocument: 'after' },
          );
          await rows().insertOne({ _id: `claim-${found?.n}` }, { session });
        }),
      );
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 5; i += 1) await claim();
      }),
    );
    expect(await rows().findOne({ _id: 'counter' })).toMatchObject({ n: 40 });
    expect(await rows().countDocuments()).toBe(41);
  });
});

// https://www.mongodb.com/docs/manual/core/transactions-in-applications/
describe('the end of a transaction', () => {
  it('comes with any error of its operations', async () => {
    await rows().insertOne({ _id: 1 });
    const session = begin();
    await rows().insertOne({ _id: 2 }, { session });
    expect(await failure(rows().insertOne({ _id: 1 }, { session }))).toMatchObject({ code: 11000 });
    expect(await failure(rows().insertOne({ _id: 3 }, { session }))).toMatchObject({
      code: 251,
      codeName: 'NoSuchTransaction',
    });
    await session.abortTransaction();
    expect(await rows().find().toArray()).toEqual([{ _id: 1 }]);
    await session.endSession();
  });

  it('may be asked for twice by commit', async () => {
    const session = begin();
    await rows().insertOne({ _id: 1 }, { session });
    await session.commitTransaction();
    await session.commitTransaction();
    expect(await rows().countDocuments()).toBe(1);
    await session.endSession();
  });

  // https://www.mongodb.com/docs/manual/reference/parameters/#mongodb-parameter-param.transactionLifetimeLimitSeconds
  it.skipIf(isRealServer)('comes when it was open for too long', async () => {
    await rows().insertOne({ _id: 1, n: 0 });
    const session = begin();
    await rows().updateOne({ _id: 1 }, { $set: { n: 1 } }, { session });
    await rows().updateOne({ _id: 1 }, { $inc: { n: 5 } });
    const error = await failure(rows().findOne({ _id: 1 }, { session }));
    expect(error).toMatchObject({ code: 251 });
    await session.abortTransaction();
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, n: 5 });
    await session.endSession();
  });

  // Not verified on a real server: there a transaction outlives its connection until its lifetime is over.
  it.skipIf(isRealServer)('comes when its connection is gone', async () => {
    await rows().insertOne({ _id: 1, n: 0 });
    const other = await new MongoClient(server.url).connect();
    const session = other.startSession();
    session.startTransaction();
    await other
      .db(server.db.databaseName)
      .collection<Row>('rows')
      .updateOne({ _id: 1 }, { $set: { n: 7 } }, { session });
    const started = Date.now();
    const outside = rows().updateOne({ _id: 1 }, { $inc: { n: 1 } });
    await other.close();
    await outside;
    expect(Date.now() - started).toBeLessThan(1_400);
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
  });

  it('is told by reads of a transaction that was never started', async () => {
    const session = server.client.startSession();
    const command = {
      find: 'rows',
      txnNumber: (await import('mongodb')).Long.fromNumber(77),
      autocommit: false,
    };
    expect(await failure(server.db.command(command, { session }))).toMatchObject({ code: 251 });
    await session.endSession();
  });
});
