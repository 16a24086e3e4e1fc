import { Binary, Double, Int32, Long, ObjectId, UUID } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number } & Record<string, unknown>;

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
});
afterAll(() => server.close());

const rows = () => server.db.collection<Row>('rows');
beforeEach(() => rows().deleteMany({}));

// https://www.mongodb.com/docs/manual/reference/command/insert/
describe('insert', () => {
  it('keeps documents as they were, types included', async () => {
    const document = {
      _id: 'types',
      long: Long.fromString('9007199254740993'),
      int: new Int32(7),
      double: new Double(1),
      bytes: new Binary(Buffer.from([1, 2, 3])),
      uuid: new UUID('0d7f9d4e-5b0c-4a5e-8a50-0a1b2c3d4e5f'),
      at: new Date('2026-11-21T10:00:00.123Z'),
      oid: new ObjectId(),
      none: null,
      list: [1, [2, { three: 3 }]],
    };
    await rows().insertOne(document);
    const found = await server.db
      .collection('rows', { promoteValues: false })
      .findOne({ _id: 'types' as never });
    expect(found).toEqual(
      expect.objectContaining({ long: document.long, double: document.double, uuid: document.uuid }),
    );
    expect(await rows().findOne({ _id: 'types' })).toMatchObject({
      int: 7,
      at: document.at,
      oid: document.oid,
      none: null,
    });
  });

  it('stops at the first duplicate when ordered, and goes on when not', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    expect(await failure(rows().insertMany(documents))).toMatchObject({ code: 11000 });
    expect(await rows().countDocuments()).toBe(1);
    const error = await failure(rows().insertMany([{ _id: 1 }, { _id: 3 }], { ordered: false }));
    expect(error).toMatchObject({ code: 11000, result: { insertedCount: 1 } });
    expect(await rows().countDocuments()).toBe(2);
  });

  it('answers a duplicate key with the index, its pattern and the value', async () => {
    await rows().insertOne({ _id: 'same' });
    const error = await failure(rows().insertOne({ _id: 'same' }));
    expect(error).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 'same' } });
    expect(error.message).toContain('E11000 duplicate key error collection');
  });
});

// https://www.mongodb.com/docs/manual/reference/operator/update/
describe('update', () => {
  it('applies field operators', async () => {
    await rows().insertOne({ _id: 1, count: 1, name: 'a', low: 5, high: 5, old: true, from: 'x' });
    const update = {
      $set: { 'nested.deep': 1 },
      $inc: { count: 2, made: 3 },
      $mul: { low: 2 },
      $min: { high: 3 },
      $max: { name: 'b' },
      $unset: { old: '' },
      $rename: { from: 'to' },
      $setOnInsert: { ignored: 1 },
    };
    expect(await rows().updateOne({ _id: 1 }, update as never)).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await rows().findOne({ _id: 1 })).toEqual({
      _id: 1,
      count: 3,
      name: 'b',
      low: 10,
      high: 3,
      nested: { deep: 1 },
      made: 3,
      to: 'x',
    });
  });

  it('applies array operators', async () => {
    await rows().insertOne({ _id: 1, list: [3, 1], set: ['a'], gone: [1, 2, 3, 2], ends: [1, 2, 3] });
    await rows().updateOne({ _id: 1 }, {
      $push: { list: { $each: [2, 5], $sort: 1, $slice: 3 } },
      $addToSet: { set: { $each: ['a', 'b'] } },
      $pull: { gone: { $gte: 2, $lt: 3 } },
      $pop: { ends: -1 },
    } as never);
    expect(await rows().findOne({ _id: 1 })).toEqual({
      _id: 1,
      list: [1, 2, 3],
      set: ['a', 'b'],
      gone: [1, 3],
      ends: [2, 3],
    });
    await rows().updateOne({ _id: 1 }, {
      $pullAll: { gone: [1, 3] },
      $push: { ends: { $each: [9], $position: 0 } },
    } as never);
    expect(await rows().findOne({ _id: 1 })).toMatchObject({ gone: [], ends: [9, 2, 3] });
  });

  it('finds the place in an array by $, by $[] and by array filters', async () => {
    await rows().insertOne({
      _id: 1,
      items: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
        { id: 'c', n: 3 },
      ],
    });
    await rows().updateOne({ _id: 1, 'items.id': 'b' }, { $set: { 'items.$.n': 20 } });
    await rows().updateOne({ _id: 1 }, { $inc: { 'items.$[].n': 100 } } as never);
    await rows().updateOne(
      { _id: 1 },
      { $set: { 'items.$[big].big': true } },
      { arrayFilters: [{ 'big.n': { $gt: 102 } }] },
    );
    expect((await rows().findOne({ _id: 1 }))?.items).toEqual([
      { id: 'a', n: 101 },
      { id: 'b', n: 120, big: true },
      { id: 'c', n: 103, big: true },
    ]);
  });

  it('adds to 64-bit integers without losing a digit', async () => {
    await rows().insertOne({ _id: 1, n: Long.fromString('9007199254740993') });
    await rows().updateOne({ _id: 1 }, { $inc: { n: Long.ONE } } as never);
    const found = await server.db
      .collection('rows', { promoteLongs: false })
      .findOne({ n: { $gt: Long.fromString('9007199254740993') } });
    expect(String(found?.n)).toBe('9007199254740994');
  });

  it('counts a document that stays the same as matched and not as modified', async () => {
    await rows().insertOne({ _id: 1, n: 1 });
    expect(await rows().updateOne({ _id: 1 }, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
  });

  it('updates many, and inserts when nothing matches an upsert', async () => {
    await rows().insertMany([
      { _id: 1, k: 'x' },
      { _id: 2, k: 'x' },
      { _id: 3, k: 'y' },
    ]);
    expect(await rows().updateMany({ k: 'x' }, { $set: { seen: true } })).toMatchObject({ modifiedCount: 2 });
    const upserted = await rows().updateOne(
      { _id: 9, kind: 'new' },
      { $set: { n: 1 }, $setOnInsert: { first: true } },
      { upsert: true },
    );
    expect(upserted).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 9 });
    expect(await rows().findOne({ _id: 9 })).toEqual({ _id: 9, kind: 'new', n: 1, first: true });
  });

  it('replaces a whole document but for its _id', async () => {
    await rows().insertOne({ _id: 1, a: 1 });
    expect(await rows().replaceOne({ _id: 1 }, { b: 2 })).toMatchObject({ modifiedCount: 1 });
    expect(await rows().findOne({ _id: 1 })).toEqual({ _id: 1, b: 2 });
  });

  it('refuses to change _id, to increment a string and to update one path twice', async () => {
    await rows().insertOne({ _id: 1, s: 'text' });
    expect(await failure(rows().updateOne({ _id: 1 }, { $set: { _id: 2 } }))).toMatchObject({ code: 66 });
    expect(await failure(rows().updateOne({ _id: 1 }, { $inc: { s: 1 } } as never))).toMatchObject({
      code: 14,
    });
    expect(
      await failure(rows().updateOne({ _id: 1 }, { $set: { a: 1 }, $inc: { a: 1 } } as never)),
    ).toMatchObject({ code: 40 });
    expect(await failure(rows().updateOne({ _id: 1 }, { $frobnicate: { a: 1 } } as never))).toMatchObject({
      code: 9,
    });
  });
});

// https://www.mongodb.com/docs/manual/reference/command/delete/
describe('delete', () => {
  it('takes one or all that match', async () => {
    await rows().insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1 },
      { _id: 3, k: 2 },
    ]);
    expect(await rows().deleteOne({ k: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await rows().deleteMany({})).toMatchObject({ deletedCount: 2 });
  });
});

// https://www.mongodb.com/docs/manual/reference/command/findAndModify/
describe('findAndModify', () => {
  it('gives the document before or after, chosen by sort', async () => {
    await rows().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(await rows().findOneAndUpdate({}, { $inc: { n: 10 } } as never, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 2,
    });
    expect(
      await rows().findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } } as never, { returnDocument: 'after' }),
    ).toEqual({ _id: 1, n: 2 });
    expect(await rows().findOneAndReplace({ _id: 1 }, { z: 1 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      z: 1,
    });
    expect(await rows().findOneAndDelete({ _id: 2 }, { projection: { n: 1, _id: 0 } })).toEqual({ n: 12 });
    expect(await rows().findOneAndUpdate({ _id: 'none' }, { $set: { a: 1 } })).toBeNull();
  });

  it('upserts', async () => {
    expect(
      await rows().findOneAndUpdate({ _id: 'c' }, { $inc: { n: 5 } } as never, {
        upsert: true,
        returnDocument: 'after',
      }),
    ).toEqual({ _id: 'c', n: 5 });
    expect(
      await rows().findOneAndUpdate({ _id: 'd' }, { $inc: { n: 5 } } as never, { upsert: true }),
    ).toBeNull();
    expect(await rows().countDocuments()).toBe(2);
  });
});

// https://www.mongodb.com/docs/manual/reference/method/db.collection.bulkWrite/
describe('bulkWrite', () => {
  const operations = [
    { insertOne: { document: { _id: 1, n: 1 } } },
    { updateOne: { filter: { _id: 2 }, update: { $set: { n: 2 } }, upsert: true } },
    { insertOne: { document: { _id: 1 } } },
    { updateMany: { filter: {}, update: { $set: { all: true } } } },
    { replaceOne: { filter: { _id: 1 }, replacement: { n: 5 } } },
    { deleteOne: { filter: { _id: 2 } } },
  ];

  it('stops at the first error when ordered', async () => {
    const error = await failure(rows().bulkWrite(operations));
    expect(error).toMatchObject({
      code: 11000,
      result: { insertedCount: 1, upsertedCount: 1, modifiedCount: 0 },
    });
    expect(await rows().countDocuments({ all: true })).toBe(0);
  });

  it('does all it can when unordered', async () => {
    expect(await failure(rows().bulkWrite(operations, { ordered: false }))).toMatchObject({ code: 11000 });
    expect(await rows().find().toArray()).toEqual([{ _id: 1, n: 5 }]);
  });
});
