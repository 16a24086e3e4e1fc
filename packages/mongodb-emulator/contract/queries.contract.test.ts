import { Long, ObjectId, UUID } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number } & Record<string, unknown>;

const uuid = new UUID('0d7f9d4e-5b0c-4a5e-8a50-0a1b2c3d4e5f');
const oid = new ObjectId('65f000000000000000000001');
const documents: Row[] = [
  {
    _id: 1,
    n: 1,
    s: 'apple',
    tags: ['red', 'round'],
    items: [
      { k: 'a', v: 1 },
      { k: 'b', v: 5 },
    ],
    at: new Date(1_000),
  },
  {
    _id: 2,
    n: 2,
    s: 'Banana',
    tags: [],
    items: [{ k: 'a', v: 5 }],
    nested: { x: 1, y: 2 },
    at: new Date(2_000),
  },
  { _id: 3, n: Long.fromNumber(3), s: 'cherry', uuid, oid, none: null },
  { _id: 4, n: 4.5, s: 'a*b', flag: true, nested: { y: 2, x: 1 } },
  { _id: 5, s: 5, list: [[1, 2], [3]] },
];

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
  await server.db.collection<Row>('rows').insertMany(documents);
});
afterAll(() => server.close());

const rows = () => server.db.collection<Row>('rows');
const ids = async (filter: object) =>
  (await rows().find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);

// https://www.mongodb.com/docs/manual/reference/operator/query/
describe('a filter', () => {
  const cases: [string, object, number[]][] = [
    ['compares numbers of all types by value', { n: { $gte: 2, $lt: 4.5 } }, [2, 3]],
    ['finds a long by a number', { n: 3 }, [3]],
    ['compares within one type only', { s: { $gt: 4 } }, [5]],
    ['finds a UUID by value', { uuid: new UUID(uuid.toString()) }, [3]],
    ['finds an ObjectId by value', { oid: new ObjectId(oid.toHexString()) }, [3]],
    ['compares dates', { at: { $gt: new Date(1_500) } }, [2]],
    ['finds null and missing by null', { none: null }, [1, 2, 3, 4, 5]],
    ['tells null from missing by $exists', { none: { $exists: true } }, [3]],
    ['finds types by alias and number', { s: { $type: ['int', 1] } }, [5]],
    ['finds a long by type', { n: { $type: 'long' } }, [3]],
    ['finds numbers of any type', { n: { $type: 'number' } }, [1, 2, 3, 4]],
    [
      'finds an objectId and binData by type',
      { oid: { $type: 'objectId' }, uuid: { $type: 'binData' } },
      [3],
    ],
    ['enters arrays', { tags: 'red' }, [1]],
    ['compares whole arrays', { tags: ['red', 'round'] }, [1]],
    ['finds an empty array', { tags: [] }, [2]],
    ['counts the items of an array', { tags: { $size: 2 } }, [1]],
    ['needs all of $all', { tags: { $all: ['round', 'red'] } }, [1]],
    ['enters documents in arrays', { 'items.k': 'b' }, [1]],
    ['matches conditions by different items', { 'items.k': 'b', 'items.v': 1 }, [1]],
    ['matches conditions by one item with $elemMatch', { items: { $elemMatch: { k: 'a', v: 5 } } }, [2]],
    ['compares whole documents with the order of fields', { nested: { x: 1, y: 2 } }, [2]],
    ['enters documents by dotted paths', { 'nested.x': 1 }, [2, 4]],
    ['finds places in arrays', { 'items.0.v': 5 }, [2]],
    ['enters arrays of arrays by $elemMatch', { list: { $elemMatch: { $elemMatch: { $gt: 2 } } } }, [5]],
    ['knows $in with regular expressions', { s: { $in: [/^b/i, 'cherry'] } }, [2, 3]],
    ['negates $in', { s: { $nin: ['apple', 'cherry', 5] } }, [2, 4]],
    ['negates, missing fields included', { n: { $not: { $gt: 1 } } }, [1, 5]],
    ['finds what is not equal, missing fields included', { flag: { $ne: true } }, [1, 2, 3, 5]],
    [
      'knows $or, $and and $nor',
      { $or: [{ n: 1 }, { $and: [{ n: 2 }, { s: 'Banana' }] }], $nor: [{ _id: 1 }] },
      [2],
    ],
    ['searches by regular expression', { s: { $regex: '^ap', $options: 'i' } }, [1]],
    ['takes an escaped character as itself', { s: /a\*b/ }, [4]],
    ['divides', { n: { $mod: [2, 0] } }, [2, 4]],
    ['evaluates expressions', { $expr: { $gt: ['$n', '$_id'] } }, [4]],
    [
      'looks for a text by $indexOfCP',
      {
        s: { $type: 'string' },
        $expr: { $gte: [{ $indexOfCP: [{ $toLower: '$s' }, { $literal: 'an' }] }, 0] },
      },
      [2],
    ],
  ];
  for (const [name, filter, expected] of cases) {
    it(name, async () => expect(await ids(filter)).toEqual(expected));
  }

  it('with an unknown operator is an error that names it', async () => {
    expect((await failure(ids({ n: { $frobnicate: 1 } }))).message).toContain('$frobnicate');
    expect(await failure(ids({ $frobnicate: 1 }))).toMatchObject({ code: 2 });
  });
});

// https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
describe('a sort', () => {
  it('orders types among each other, missing as null', async () => {
    const mixed = server.db.collection<Row>('mixed');
    const values = [null, -5, 3, 'a', 'b', { a: 1 }, uuid, oid, false, true, new Date(0), /x/];
    await mixed.insertMany(values.map((v, i) => ({ _id: i, v })).reverse());
    expect((await mixed.find().sort({ v: 1 }).toArray()).map(({ _id }) => _id)).toEqual(
      values.map((_, i) => i),
    );
    expect((await mixed.find().sort({ v: -1 }).toArray())[0]?._id).toBe(values.length - 1);
  });

  it('takes the smallest item of an array when ascending and the largest when descending', async () => {
    const arrays = server.db.collection<Row>('arrays');
    await arrays.insertMany([
      { _id: 1, a: [5, 2] },
      { _id: 2, a: 3 },
      { _id: 3, a: [] },
      { _id: 4, a: [4, 1] },
    ]);
    expect((await arrays.find().sort({ a: 1 }).toArray()).map(({ _id }) => _id)).toEqual([3, 4, 1, 2]);
    expect((await arrays.find().sort({ a: -1 }).toArray()).map(({ _id }) => _id)).toEqual([1, 4, 2, 3]);
  });

  it('orders strings by their bytes', async () => {
    expect(
      (
        await rows()
          .find({ s: { $type: 'string' } })
          .sort({ s: 1 })
          .toArray()
      ).map(({ s }) => s),
    ).toEqual(['Banana', 'a*b', 'apple', 'cherry']);
  });
});

// https://www.mongodb.com/docs/manual/reference/method/db.collection.find/#projection
describe('a projection', () => {
  it('includes, excludes and computes', async () => {
    const one = (projection: object) => rows().findOne({ _id: 2 }, { projection });
    expect(await one({ s: 1, 'nested.x': 1 })).toEqual({ _id: 2, s: 'Banana', nested: { x: 1 } });
    expect(await one({ _id: 0, 'items.k': 1 })).toEqual({ items: [{ k: 'a' }] });
    expect(await one({ items: 0, tags: 0, nested: { y: 0 }, at: 0 })).toEqual({
      _id: 2,
      n: 2,
      s: 'Banana',
      nested: { x: 1 },
    });
    expect(await one({ _id: 0, sum: { $add: ['$n', 1] } })).toEqual({ sum: 3 });
  });

  it('that both includes and excludes is an error', async () => {
    expect(await failure(rows().findOne({}, { projection: { s: 1, n: 0 } }))).toMatchObject({ code: 31254 });
  });
});

// https://www.mongodb.com/docs/manual/reference/command/getMore/
describe('a cursor', () => {
  it('gives everything in batches, sorted, skipped and limited', async () => {
    const many = server.db.collection<Row>('many');
    await many.insertMany(Array.from({ length: 1_000 }, (_, i) => ({ _id: i, k: (i * 7) % 1_000 })));
    const all = await many.find().sort({ k: 1 }).batchSize(33).toArray();
    expect(all.map(({ k }) => k)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    const page = await many
      .find({ k: { $gte: 100 } })
      .sort({ k: -1 })
      .skip(10)
      .limit(250)
      .batchSize(100)
      .toArray();
    expect(page.map(({ k }) => k)).toEqual(Array.from({ length: 250 }, (_, i) => 989 - i));
    let walked = 0;
    for await (const _ of many.find().batchSize(7)) walked += 1;
    expect(walked).toBe(1_000);
  });

  it('that was killed is not found any more', async () => {
    const cursor = server.db.collection('many').find().batchSize(2);
    await cursor.next();
    const id = cursor.id as Long;
    await cursor.close();
    const more = server.db.command({ getMore: id, collection: 'many' }, { promoteLongs: false });
    expect(await failure(more)).toMatchObject({ code: 43 });
  });
});

// https://www.mongodb.com/docs/manual/reference/operator/aggregation/add/
describe('adding to a date', () => {
  const sum = async (...operands: unknown[]) => {
    const [row] = await rows()
      .aggregate<{ sum: unknown }>([{ $match: { _id: 1 } }, { $project: { sum: { $add: operands } } }])
      .toArray();
    return row?.sum;
  };

  it('gives the date so many milliseconds later, wherever the date stands among the numbers', async () => {
    expect(await sum('$at', 500)).toEqual(new Date(1_500));
    expect(await sum(500, '$at', -200, Long.fromNumber(4_000_000_000))).toEqual(new Date(4_000_001_300));
    expect(await sum('$at', '$missing')).toBeNull();
  });

  it('is refused with a second date', async () => {
    expect(await failure(sum('$at', '$at'))).toMatchObject({ code: 16612 });
    expect(await failure(sum('$at', '$s'))).toMatchObject({ code: 14 });
  });
});

// https://www.mongodb.com/docs/manual/reference/command/aggregate/
describe('counting and grouping', () => {
  it('counts and lists distinct values', async () => {
    expect(await rows().countDocuments({ n: { $gt: 1 } })).toBe(3);
    expect(await rows().estimatedDocumentCount()).toBe(5);
    expect(await rows().countDocuments({}, { skip: 1, limit: 2 })).toBe(2);
    expect(await rows().distinct('tags')).toEqual(['red', 'round']);
    expect(await server.db.collection('nowhere').countDocuments()).toBe(0);
  });

  it('runs the plain stages', async () => {
    const result = await rows()
      .aggregate([
        { $match: { items: { $exists: true } } },
        { $unwind: '$items' },
        {
          $group: {
            _id: '$items.k',
            count: { $sum: 1 },
            total: { $sum: '$items.v' },
            from: { $push: '$_id' },
            most: { $max: '$items.v' },
          },
        },
        { $sort: { _id: 1 } },
        { $addFields: { mean: { $divide: ['$total', '$count'] } } },
        { $project: { _id: 0, key: '$_id', total: 1, mean: 1, from: 1, most: 1 } },
      ])
      .toArray();
    expect(result).toEqual([
      { total: 6, from: [1, 2], most: 5, mean: 3, key: 'a' },
      { total: 5, from: [1], most: 5, mean: 5, key: 'b' },
    ]);
    expect(
      await rows()
        .aggregate([{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $count: 'n' }])
        .toArray(),
    ).toEqual([{ n: 2 }]);
  });

  it('with an unknown stage is an error that names it', async () => {
    expect(
      (
        await failure(
          rows()
            .aggregate([{ $frobnicate: {} }])
            .toArray(),
        )
      ).message,
    ).toContain('$frobnicate');
  });
});
