import { Long } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, type TestedServer, testedServer } from './tested-server.ts';

type Row = { _id: string | number; n?: number };

let server: TestedServer;
beforeAll(async () => {
  server = await testedServer();
});
afterAll(() => server.close());

const rows = () => server.db.collection<Row>('rows');

// https://www.mongodb.com/docs/manual/core/retryable-writes/
describe('a retryable write', () => {
  it('is applied once, and answers the same when it is sent again', async () => {
    const session = server.client.startSession();
    await rows().insertOne({ _id: 'n', n: 0 });
    const send = (txnNumber: number, command: object) =>
      server.db.command({ ...command, txnNumber: Long.fromNumber(txnNumber) }, { session });
    const update = { update: 'rows', updates: [{ q: { _id: 'n' }, u: { $inc: { n: 1 } } }] };
    expect(await send(1_001, update)).toMatchObject({ n: 1, nModified: 1 });
    expect(await send(1_001, update)).toMatchObject({ n: 1, nModified: 1 });
    const modify = { findAndModify: 'rows', query: { _id: 'n' }, update: { $inc: { n: 1 } }, new: true };
    expect(await send(1_002, modify)).toMatchObject({ value: { n: 2 } });
    expect(await send(1_002, modify)).toMatchObject({ value: { n: 2 } });
    const insert = { insert: 'rows', documents: [{ _id: 'a' }, { _id: 'b' }] };
    expect(await send(1_003, insert)).toMatchObject({ n: 2 });
    const again = await send(1_003, insert);
    expect(again).toMatchObject({ n: 2 });
    expect(again).not.toHaveProperty('writeErrors');
    expect(await rows().findOne({ _id: 'n' })).toEqual({ _id: 'n', n: 2 });
    await session.endSession();
  });

  it('is refused when a newer one of the session was there before', async () => {
    const session = server.client.startSession();
    const send = (txnNumber: number) =>
      server.db.command(
        { insert: 'rows', documents: [{ _id: `t${txnNumber}` }], txnNumber: Long.fromNumber(txnNumber) },
        { session },
      );
    await send(2_000);
    expect(await failure(send(1_999))).toMatchObject({ code: 225 });
    await session.endSession();
  });
});
