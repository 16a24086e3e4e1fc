import { type AnyClientBulkWriteModel, type Document, Long } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: number; n?: number };

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
  for (const name of ['left', 'right']) await server.db.createCollection(name);
});
afterAll(() => server.close());

const rowsOf = (name: string) => server.db.collection<Row>(name);
const nsOf = (name: string) => `${server.db.databaseName}.${name}`;
beforeEach(() => Promise.all(['left', 'right'].map((name) => rowsOf(name).deleteMany({}))));

const operations = (): AnyClientBulkWriteModel<Row>[] => [
  { name: 'insertOne', namespace: nsOf('left'), document: { _id: 1, n: 1 } },
  { name: 'insertOne', namespace: nsOf('right'), document: { _id: 1, n: 10 } },
  { name: 'updateOne', namespace: nsOf('left'), filter: { _id: 1 }, update: { $inc: { n: 1 } } },
  {
    name: 'replaceOne',
    namespace: nsOf('right'),
    filter: { _id: 2 },
    replacement: { n: 20 },
    upsert: true,
  },
  { name: 'updateMany', namespace: nsOf('right'), filter: {}, update: { $inc: { n: 1 } } },
  { name: 'deleteOne', namespace: nsOf('left'), filter: { _id: 1 } },
];

const duplicate = (): AnyClientBulkWriteModel<Row>[] => [
  { name: 'insertOne', namespace: nsOf('left'), document: { _id: 1 } },
  { name: 'insertOne', namespace: nsOf('left'), document: { _id: 1 } },
  { name: 'insertOne', namespace: nsOf('right'), document: { _id: 1 } },
];

// https://www.mongodb.com/docs/manual/reference/command/bulkWrite/
describe('a bulkWrite of the client', () => {
  it('writes to several collections in the order of its operations, and counts what it did', async () => {
    expect(await server.client.bulkWrite<Record<string, Row>>(operations())).toMatchObject({
      insertedCount: 2,
      upsertedCount: 1,
      matchedCount: 3,
      modifiedCount: 3,
      deletedCount: 1,
    });
    expect(await rowsOf('left').find().toArray()).toEqual([]);
    expect(await rowsOf('right').find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 11 },
      { _id: 2, n: 21 },
    ]);
  });

  it('says of each operation what it did when it is asked to', async () => {
    const { insertResults, updateResults, deleteResults } = await server.client.bulkWrite<
      Record<string, Row>
    >(operations(), {
      verboseResults: true,
    });
    expect([...(insertResults ?? [])].map(([index]) => index)).toEqual([0, 1]);
    expect(updateResults?.get(2)).toMatchObject({ matchedCount: 1, modifiedCount: 1, didUpsert: false });
    expect(updateResults?.get(3)).toMatchObject({ didUpsert: true, upsertedId: 2 });
    expect(updateResults?.get(4)).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(deleteResults?.get(5)).toEqual({ deletedCount: 1 });
  });

  it('stops at the first error when it is ordered, and names the operation', async () => {
    const error = await failure(server.client.bulkWrite<Record<string, Row>>(duplicate()));
    expect([...(error as unknown as { writeErrors: Map<number, Document> }).writeErrors]).toMatchObject([
      [1, { code: 11000 }],
    ]);
    expect(await rowsOf('right').countDocuments()).toBe(0);
  });

  it('does all it can when it is not ordered', async () => {
    await failure(server.client.bulkWrite<Record<string, Row>>(duplicate(), { ordered: false }));
    expect(await rowsOf('right').countDocuments()).toBe(1);
  });

  it('is part of a transaction, which an error of one operation aborts', async () => {
    const session = server.client.startSession();
    session.startTransaction();
    await server.client.bulkWrite<Record<string, Row>>(operations(), { session });
    expect(await rowsOf('right').countDocuments()).toBe(0);
    await session.commitTransaction();
    expect(await rowsOf('right').countDocuments()).toBe(2);
    session.startTransaction();
    await failure(server.client.bulkWrite<Record<string, Row>>(duplicate().slice(0, 2), { session }));
    expect(await failure(session.commitTransaction())).toMatchObject({ code: 251 });
    await session.endSession();
  });

  it('loses the race against another transaction as other writes do', async () => {
    await rowsOf('left').insertOne({ _id: 1, n: 1 });
    const [first, second] = [server.client.startSession(), server.client.startSession()];
    for (const session of [first, second]) session.startTransaction();
    const change: AnyClientBulkWriteModel<Row>[] = [
      { name: 'updateOne', namespace: nsOf('left'), filter: { _id: 1 }, update: { $inc: { n: 1 } } },
    ];
    await server.client.bulkWrite<Record<string, Row>>(change, { session: first });
    const { cause } = await failure(
      server.client.bulkWrite<Record<string, Row>>(change, { session: second }),
    );
    expect(cause).toMatchObject({ code: 112 });
    expect(
      (cause as { hasErrorLabel(label: string): boolean }).hasErrorLabel('TransientTransactionError'),
    ).toBe(true);
    await first.commitTransaction();
    for (const session of [first, second]) await session.endSession();
  });

  it('is done once when it is sent again under its transaction number', async () => {
    const session = server.client.startSession();
    const command = {
      bulkWrite: 1,
      ops: [
        { insert: 0, document: { _id: 1, n: 1 } },
        { update: 0, filter: { _id: 1 }, updateMods: { $inc: { n: 1 } } },
      ],
      nsInfo: [{ ns: nsOf('left') }],
      lsid: session.id,
      txnNumber: Long.fromNumber(1_000),
    };
    for (const _ of ['sent', 'sent again']) {
      expect(await server.client.db('admin').command(command)).toMatchObject({ nInserted: 1, nModified: 1 });
    }
    expect(await rowsOf('left').findOne()).toEqual({ _id: 1, n: 2 });
    await session.endSession();
  });
});
