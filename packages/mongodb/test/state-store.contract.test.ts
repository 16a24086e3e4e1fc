import { randomUUID } from 'node:crypto';
import {
  NOTES,
  noteWrite,
  outboxStoreContract,
  stateStoreContract,
} from '@tools-provider/event-sourcing/contract-suites';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, openNotes, startServer } from './embedded-database.ts';

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
});

const open = async () => {
  const mongoDb = await openNotes(server.newDatabase());
  return { store: mongoDb.stateStore, outbox: mongoDb.outbox, close: () => mongoDb.close() };
};

stateStoreContract('MongoStateStore', open);
outboxStoreContract('MongoOutboxStore', open);

describe('what MongoDB holds of a state-stored aggregate', () => {
  it('is a row with the state in a field of its own, its fields indexed, and the messages in the outbox', async () => {
    const url = server.newDatabase();
    const mongoDb = await openNotes(url);
    const client = new MongoClient(url);
    const id = randomUUID();
    const write = noteWrite(id, 0, { title: 'First', owner: 'Ada' });
    await mongoDb.stateStore.save([write]);
    const rows = client.db().collection<{ _id: string }>(NOTES);
    expect(await rows.findOne({ 'state.owner': 'Ada' })).toEqual({
      _id: id,
      revision: 0,
      state: { title: 'First', owner: 'Ada' },
      commands: [],
    });
    const keys = (await rows.indexes()).map(({ key }) => key);
    expect(keys).toContainEqual({ 'state.title': 1, _id: 1 });
    const message = await client.db().collection<{ _id: string }>('outbox').findOne();
    expect(message).toMatchObject({ _id: write.messages[0]?.id, status: 'pending', revision: 0 });
    await Promise.all([client.close(), mongoDb.close()]);
  });

  it('says unavailable when it cannot be reached', async () => {
    const own = await startServer();
    const mongoDb = await openNotes(own.newDatabase());
    await own.close();
    const calls = [
      mongoDb.stateStore.load(NOTES, randomUUID()),
      mongoDb.stateStore.save([noteWrite(randomUUID(), 0, { title: 'First' })]),
      mongoDb.outbox.waitingSubjects(1),
      mongoDb.leases.acquire('any', 'one', 1_000),
      mongoDb.feedWriter.append([]),
    ];
    for (const { reason, status } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect([status, reason]).toEqual(['rejected', expect.objectContaining({ kind: 'unavailable' })]);
    }
    await mongoDb.close();
  });
});
