import type { ClientSession } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number } & Record<string, unknown>;

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
});
afterAll(() => server.close());

const on = (name: string) => server.db.collection<Row>(name);

// https://www.mongodb.com/docs/manual/core/index-unique/
describe('a unique index', () => {
  it('refuses a second document with the key, by insert, update and replacement', async () => {
    const rows = on('unique');
    await rows.createIndex({ group: 1, name: -1 }, { unique: true });
    await rows.insertMany([
      { _id: 1, group: 'g', name: 'a' },
      { _id: 2, group: 'g', name: 'b' },
    ]);
    const error = await failure(rows.insertOne({ _id: 3, group: 'g', name: 'a' }));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { group: 1, name: -1 },
      keyValue: { group: 'g', name: 'a' },
    });
    expect(await failure(rows.updateOne({ _id: 2 }, { $set: { name: 'a' } }))).toMatchObject({ code: 11000 });
    expect(await failure(rows.replaceOne({ _id: 2 }, { group: 'g', name: 'a' }))).toMatchObject({
      code: 11000,
    });
    await rows.updateOne({ _id: 1 }, { $set: { name: 'c' } });
    await rows.updateOne({ _id: 2 }, { $set: { name: 'a' } });
    expect(await rows.countDocuments({ group: 'g', name: 'a' })).toBe(1);
  });

  it('counts a missing field as null', async () => {
    const rows = on('unique_missing');
    await rows.createIndex({ k: 1 }, { unique: true });
    await rows.insertOne({ _id: 1 });
    expect(await failure(rows.insertOne({ _id: 2 }))).toMatchObject({ code: 11000 });
  });

  it('cannot be made over duplicates', async () => {
    const rows = on('unique_late');
    await rows.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1 },
    ]);
    expect(await failure(rows.createIndex({ k: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await rows.indexes()).toHaveLength(1);
  });

  it('holds for the elements of arrays, across documents', async () => {
    const rows = on('unique_array');
    await rows.createIndex({ tags: 1 }, { unique: true });
    await rows.insertOne({ _id: 1, tags: ['a', 'a', 'b'] });
    expect(await failure(rows.insertOne({ _id: 2, tags: ['c', 'b'] }))).toMatchObject({ code: 11000 });
  });
});

// https://www.mongodb.com/docs/manual/core/index-sparse/ and https://www.mongodb.com/docs/manual/core/index-partial/
describe('an index over some documents', () => {
  it('that is sparse and unique takes many documents without the field', async () => {
    const rows = on('sparse');
    await rows.createIndex({ k: 1 }, { unique: true, sparse: true });
    await rows.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, k: null }, { _id: 4, k: 'x' }]);
    expect(await failure(rows.insertOne({ _id: 5, k: 'x' }))).toMatchObject({ code: 11000 });
    expect((await rows.find({ k: null }).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([
      1, 2, 3,
    ]);
    expect(await rows.find().sort({ k: 1 }).toArray()).toHaveLength(4);
  });

  it('that is partial and unique takes duplicates outside its filter', async () => {
    const rows = on('partial');
    await rows.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await rows.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1, active: true },
      { _id: 3, k: 1, active: false },
    ]);
    expect(await failure(rows.insertOne({ _id: 4, k: 1, active: true }))).toMatchObject({ code: 11000 });
    expect(await rows.countDocuments({ k: 1 })).toBe(3);
    expect(await rows.countDocuments({ k: 1, active: true })).toBe(1);
  });
});

// https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/
describe('an index over arrays', () => {
  it('finds each document once', async () => {
    const rows = on('multikey');
    await rows.createIndex({ tags: 1 });
    await rows.insertMany([
      { _id: 1, tags: ['a', 'b', 'c'] },
      { _id: 2, tags: 'b' },
      { _id: 3, tags: [] },
    ]);
    expect(await rows.countDocuments({ tags: { $gte: 'a' } })).toBe(2);
    expect(await rows.countDocuments({ tags: { $in: ['a', 'b'] } })).toBe(2);
    await rows.updateOne({ _id: 1 }, { $pull: { tags: 'b' } } as never);
    expect((await rows.find({ tags: 'b' }).toArray()).map(({ _id }) => _id)).toEqual([2]);
  });

  it('matches two bounds by two elements', async () => {
    const rows = on('multikey_bounds');
    await rows.createIndex({ n: 1 });
    await rows.insertMany([
      { _id: 1, n: [1, 10] },
      { _id: 2, n: [1, 2] },
    ]);
    expect((await rows.find({ n: { $gt: 5, $lt: 3 } }).toArray()).map(({ _id }) => _id)).toEqual([1]);
  });

  it('refuses two arrays in one compound key', async () => {
    const rows = on('parallel');
    await rows.createIndex({ a: 1, b: 1 });
    expect(await failure(rows.insertOne({ _id: 1, a: [1], b: [2] }))).toMatchObject({ code: 171 });
  });
});

// https://www.mongodb.com/docs/manual/reference/command/createIndexes/
describe('the indexes of a collection', () => {
  it('are listed as they were made, and made once', async () => {
    const rows = on('listed');
    expect(await rows.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    expect(await rows.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
    await rows.createIndex({ c: 1 }, { unique: true, name: 'mine' });
    expect(await rows.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
      { v: 2, key: { c: 1 }, name: 'mine', unique: true },
    ]);
    expect(await failure(rows.createIndex({ a: -1 }, { name: 'mine' }))).toMatchObject({ code: 86 });
    await rows.dropIndex('mine');
    await rows.dropIndexes();
    expect(await rows.indexes()).toHaveLength(1);
    expect(await failure(rows.dropIndex('mine'))).toMatchObject({ code: 27 });
  });

  it('hold every document, also those that others write while they are made', async () => {
    const rows = on('growing');
    const numbered = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ _id: from + n, all: true, tags: ['x', `tag ${n % 7}`] }));
    await rows.insertMany(numbered(0, 1_000));
    const made = rows.createIndexes([{ key: { tags: 1 } }, { key: { all: 1, _id: 1 } }, { key: { all: 1 } }]);
    const written = numbered(1_000, 30).map((row) => rows.insertOne(row));
    expect(await made).toEqual(['tags_1', 'all_1__id_1', 'all_1']);
    await Promise.all(written);
    expect(await rows.find({ tags: 'x' }).toArray()).toHaveLength(1_030);
    expect(await rows.find({ all: true }).sort({ all: 1, _id: 1 }).toArray()).toHaveLength(1_030);
  });

  it('change no answer, whatever their order and direction', async () => {
    const [plain, indexed] = [on('plain'), on('indexed')];
    await indexed.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { b: 1 }, sparse: true },
      { key: { c: -1, _id: 1 } },
    ]);
    const value = (i: number) => [i % 7, String(i % 5), null, [i % 3, i % 4], undefined, i % 2 === 0][i % 6];
    const rows = Array.from({ length: 300 }, (_, i) => ({
      _id: i,
      a: value(i),
      b: value(i + 3),
      c: i % 10,
      d: i,
    }));
    await Promise.all([
      plain.insertMany(rows, { ignoreUndefined: true }),
      indexed.insertMany(rows, { ignoreUndefined: true }),
    ]);
    const filters = [
      { a: 3 },
      { a: null },
      { a: { $gt: 1 } },
      { a: { $gte: '2', $lt: '4' } },
      { a: { $in: [1, '3', null] } },
      { a: true, b: { $exists: true } },
      { a: { $lte: 3 }, b: 2 },
      { b: null },
      { b: { $gt: 0 } },
      { c: 4, _id: { $gt: 100 } },
      { $or: [{ c: { $gt: 7 } }, { c: 7, _id: { $gt: 150 } }] },
      { c: { $in: [1, 2] }, d: { $lt: 200 } },
      { a: { $ne: 1 } },
      { a: [0, 1] },
      { $and: [{ c: { $gt: 2 } }, { c: { $gt: 5 } }] },
      {},
    ];
    const sorts: [string, 1 | -1][][] = [
      [['_id', 1]],
      [
        ['c', 1],
        ['_id', -1],
      ],
      [
        ['c', -1],
        ['_id', 1],
      ],
      [
        ['a', 1],
        ['b', -1],
        ['_id', 1],
      ],
      [
        ['b', -1],
        ['_id', 1],
      ],
    ];
    for (const filter of filters) {
      for (const sort of sorts) {
        const read = (from: typeof plain) =>
          from
            .find(filter as object)
            .sort(sort)
            .skip(3)
            .limit(40)
            .toArray();
        expect(await read(indexed), JSON.stringify({ filter, sort })).toEqual(await read(plain));
      }
    }
  });
});

// https://www.mongodb.com/docs/manual/reference/command/listCollections/
describe('collections', () => {
  it('are made by hand or by the first write, listed and dropped', async () => {
    await server.db.createCollection('made');
    expect(await failure(server.db.createCollection('made'))).toMatchObject({ code: 48 });
    await on('written').insertOne({ _id: 1 });
    const names = (await server.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['made', 'written']));
    expect(await on('made').drop()).toBe(true);
    expect(await server.db.listCollections({ name: 'made' }).toArray()).toEqual([]);
    expect(await on('made').find().toArray()).toEqual([]);
  });
});

// https://www.mongodb.com/docs/manual/core/indexes/index-types/index-multikey/multikey-index-bounds/
describe('a search in arrays that an index serves', () => {
  it('finds what it finds without the index, in the same order and by pages', async () => {
    const [plain, indexed] = [on('words_plain'), on('words_indexed')];
    const rows = Array.from({ length: 300 }, (_, n) => ({
      _id: n,
      order: (n * 37) % 101,
      words: [['a', 'ab', 'b', 'ba', 'c', 5, null, 'x'][n % 8], `w${n % 50}`, n % 3 === 0 ? 'ab' : 'z'],
    }));
    await indexed.createIndexes([
      { key: { words: 1 } },
      { key: { order: 1 } },
      { key: { order: 1, _id: 1 } },
    ]);
    await Promise.all([plain, indexed].map((to) => to.insertMany(rows as Row[])));
    const between = (from: string, to: string) => ({ words: { $elemMatch: { $gte: from, $lt: to } } });
    const filters: object[] = [
      between('a', 'b'),
      between('w1', 'w2'),
      between('nothing', 'nothinh'),
      { $and: [between('ab', 'ac'), between('w4', 'w5')] },
      { $and: [between('w4', 'w5'), { words: 'ab' }] },
      { $or: [between('w1', 'w2'), between('c', 'd')] },
      { words: { $elemMatch: { $elemMatch: { $gte: 'a', $lt: 'b' } } } },
      { words: { $elemMatch: { $eq: null } } },
      { words: { $elemMatch: { $in: ['c', 'w7'] } } },
      { ...between('a', 'b'), order: { $gt: 50 } },
      { order: { $gt: 2 } },
    ];
    const sorts = [{ order: 1, _id: 1 }, { order: -1, _id: -1 }, { _id: 1 }] as const;
    for (const filter of filters)
      for (const sort of sorts)
        for (const [skip, limit] of [
          [0, 0],
          [0, 5],
          [3, 7],
          [0, 400],
        ] as const) {
          const found = await Promise.all(
            [plain, indexed].map((from) => from.find(filter, { sort, skip, limit }).toArray()),
          );
          expect(found[1], JSON.stringify({ filter, sort, skip, limit })).toEqual(found[0]);
        }
  });
});

describe('two indexes, of which one narrows and the other one is in the order of the sort', () => {
  it('find the same as no index, wherever in the order what is wanted lies', async () => {
    const [plain, indexed] = [on('trades_plain'), on('trades_indexed')];
    const rows = Array.from({ length: 1_500 }, (_, n) => ({
      _id: n,
      order: n % 3 === 0 ? 9_000 - n : n % 900,
      words: [n % 3 === 0 ? 'late' : 'early', `w${n % 40}`, 'all'],
      kind: n % 3 === 0 ? 'rare' : 'usual',
    }));
    await indexed.createIndexes([{ key: { words: 1 } }, { key: { kind: 1 } }, { key: { order: 1, _id: 1 } }]);
    await Promise.all([plain, indexed].map((to) => to.insertMany(rows as Row[])));
    const beginning = (word: string) => ({ words: { $elemMatch: { $gte: word, $lt: `${word}~` } } });
    for (const filter of [
      beginning('late'),
      { $and: [beginning('late'), beginning('w5')] },
      { kind: 'rare' },
      { kind: 'rare', order: { $gt: 6_000 } },
      { kind: 'rare', ...beginning('w1') },
    ])
      for (const sort of [
        { order: 1, _id: 1 },
        { order: -1, _id: -1 },
      ] as const)
        for (const [skip, limit] of [
          [0, 50],
          [470, 100],
        ] as const) {
          const found = await Promise.all(
            [plain, indexed].map((from) => from.find(filter, { sort, skip, limit }).toArray()),
          );
          expect(found[1], JSON.stringify({ filter, sort, skip, limit })).toEqual(found[0]);
        }
  });
});

// https://www.mongodb.com/docs/manual/reference/command/count/
describe('a count that an index serves', () => {
  it('is what it is without the index, of texts and arrays, in a transaction and after changes', async () => {
    const [plain, indexed] = [on('counted_plain'), on('counted_indexed')];
    const labels = (n: number) => (n % 3 === 0 ? ['a', 'b', 'a'] : n % 3 === 1 ? 'a' : undefined);
    const rows = Array.from({ length: 200 }, (_, n) => ({
      _id: n,
      kind: [`k${n % 4}`, n % 4, n % 2 === 0, null][n % 4],
      order: `o${n % 50}`,
      labels: labels(n),
    }));
    await indexed.createIndexes([
      { key: { kind: 1, order: -1 } },
      { key: { labels: 1, order: 1 } },
      { key: { order: 1 } },
    ]);
    await Promise.all([plain, indexed].map((to) => to.insertMany(rows as Row[], { ignoreUndefined: true })));
    const filters: object[] = [
      { kind: 'k0' },
      { kind: 1 },
      { kind: true },
      { kind: null },
      { kind: Number.NaN },
      { kind: 'k0', order: 'o4' },
      { kind: 'k0', order: { $gte: 'o1', $lt: 'o3' } },
      { kind: 'k0', order: Number.NaN },
      { labels: 'a' },
      { labels: 'b', order: { $gt: 'o2' } },
      { labels: { $gte: 'a', $lt: 'b' } },
      { labels: { $elemMatch: { $gte: 'a', $lt: 'b' } } },
      { order: { $gte: 'o2', $lte: 'o4' } },
      { order: { $gt: 'o2' }, kind: 'k0' },
      { order: { $gt: 4 } },
      { kind: 'nothing' },
    ];
    const compare = async (session?: ClientSession) => {
      for (const filter of filters) {
        const counts = [];
        for (const from of [plain, indexed]) {
          counts.push(await from.countDocuments(filter, session === undefined ? {} : { session }));
        }
        expect(counts[1], JSON.stringify(filter)).toBe(counts[0]);
      }
    };
    await compare();
    await server.client.withSession((session) =>
      session.withTransaction(async () => {
        for (const to of [plain, indexed]) {
          await to.updateMany(
            { _id: { $lt: 40 } } as object,
            { $set: { kind: 'k0', labels: ['b'] } },
            { session },
          );
        }
        await compare(session);
      }),
    );
    await compare();
  });
});
