import { Decimal128, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, isRealServer, type TestedServer, testedServer } from './tested-server.ts';

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
  await server.db.collection('rows').insertMany([{ a: 1, d: Decimal128.fromString('1.5') }]);
});
afterAll(() => server.close());

// The emulator's own promise: what a real server serves and the emulator does not is refused by name.
describe.skipIf(isRealServer)('the emulator refuses by name', () => {
  const rows = () => server.db.collection('rows');
  const cases: [string, () => Promise<unknown>][] = [
    [
      '$lookup',
      () =>
        rows()
          .aggregate([{ $lookup: { from: 'x', as: 'y' } }])
          .toArray(),
    ],
    ['$jsonSchema', () => rows().find({ $jsonSchema: {} }).toArray()],
    [
      '$near',
      () =>
        rows()
          .find({ a: { $near: [1, 2] } })
          .toArray(),
    ],
    [
      '$dateAdd',
      () =>
        rows()
          .aggregate([{ $project: { x: { $dateAdd: {} } } }])
          .toArray(),
    ],
    [
      '$stdDevPop',
      () =>
        rows()
          .aggregate([{ $group: { _id: 1, x: { $stdDevPop: '$a' } } }])
          .toArray(),
    ],
    [
      '$slice',
      () =>
        rows()
          .find({}, { projection: { a: { $slice: 1 } } })
          .toArray(),
    ],
    [
      'collation',
      () =>
        rows()
          .find({}, { collation: { locale: 'en', strength: 2 } })
          .toArray(),
    ],
    ['hint', () => rows().find({}, { hint: 'a_1' }).toArray()],
    ['expireAfterSeconds', () => rows().createIndex({ a: 1 }, { expireAfterSeconds: 5 })],
    ['text', () => rows().createIndex({ a: 'text' })],
    ['capped', () => server.db.createCollection('capped', { capped: true, size: 1000 })],
    ['validator', () => server.db.createCollection('valid', { validator: {} })],
    ['collMod', () => server.db.command({ collMod: 'rows' })],
    ['renameCollection', () => rows().rename('other')],
    [
      'let',
      () =>
        server.client
          .db('admin')
          .command({ bulkWrite: 1, ops: [{ delete: 0, filter: {} }], nsInfo: [{ ns: 'a.b' }], let: {} }),
    ],
    [
      'startAtOperationTime',
      () =>
        rows()
          .watch([], { startAtOperationTime: { t: 1, i: 1 } as never })
          .next(),
    ],
    [
      'fullDocumentBeforeChange',
      () => rows().watch([], { fullDocumentBeforeChange: 'whenAvailable' }).next(),
    ],
    [
      'Decimal128',
      () =>
        rows()
          .find({ d: { $gt: 1 } })
          .toArray(),
    ],
    [
      '\\A',
      () =>
        rows()
          .find({ a: { $regex: '\\A' } })
          .toArray(),
    ],
    ['readConcern snapshot', () => rows().find({}, { readConcern: 'snapshot' }).toArray()],
    ['w: 3', () => rows().insertOne({ a: 2 }, { writeConcern: { w: 3 } })],
    ['saslStart', () => new MongoClient(server.url, { auth: { username: 'u', password: 'p' } }).connect()],
  ];
  for (const [name, run] of cases) {
    it(name, async () => expect((await failure(run())).message).toContain(name));
  }

  it('a command that nobody knows', async () => {
    expect(await failure(server.db.command({ frobnicate: 1 }))).toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
    });
  });

  it('a field of a command that it would have to ignore', async () => {
    expect((await failure(server.db.command({ find: 'rows', let: {} }))).message).toContain('find.let');
  });
});

// https://www.mongodb.com/docs/manual/reference/connection-string/
describe('a client', () => {
  it('connects with and without directConnection', async () => {
    const plain = new URL(server.url);
    plain.search = '';
    for (const url of [server.url, ...(isRealServer ? [] : [plain.href])]) {
      const client = await new MongoClient(url).connect();
      expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
      expect(await client.db('admin').command({ hello: 1 })).toMatchObject({ isWritablePrimary: true });
      await client.close();
    }
  });
});
