import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClientSession, Long, MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmulatorProcess, emulatorProcess } from './emulator-process.ts';

// The emulator's own promises: what was acknowledged survives a kill, and a transaction survives whole or not at all.

type Row = { _id: string | number; n?: number; batch?: number };

const KILLS = 6;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mongodb-fault-'));
});
afterEach(() => rm(folder, { recursive: true }));

const rowsOf = (client: MongoClient) => client.db('fault').collection<Row>('rows');

/** A session that goes on under the id of one that a killed server knew. */
function sessionWithId(client: MongoClient, id: ClientSession['id'], txnNumber: number): ClientSession {
  const session = client.startSession();
  Object.assign(session.serverSession, { id, txnNumber });
  return session;
}

/** Runs callers until the process is killed, some way into their work. */
async function killAmid(
  server: EmulatorProcess,
  callers: number,
  work: (caller: number) => Promise<void>,
  after: number,
) {
  let done = 0;
  const reached = Promise.withResolvers<void>();
  const running = Array.from({ length: callers }, async (_, caller) => {
    for (;;) {
      await work(caller);
      done += 1;
      if (done === after) reached.resolve();
    }
  }).map((caller) => caller.catch(() => {}));
  await reached.promise;
  await server.kill();
  await Promise.all(running);
}

describe('after SIGKILL', () => {
  it('every acknowledged write is there, indexed, and nothing is there twice', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < KILLS; round += 1) {
      const server = await emulatorProcess(folder);
      const rows = rowsOf(server.client);
      await rows.createIndex({ n: 1 });
      let next = 0;
      const work = async (caller: number) => {
        const id = `${round}-${caller}-${next++}`;
        await rows.insertOne({ _id: id, n: 0 });
        acknowledged.set(id, 0);
        await rows.updateOne({ _id: id }, { $inc: { n: 1 } });
        acknowledged.set(id, 1);
      };
      await killAmid(server, 8, work, 40 + round * 30);
    }
    const server = await emulatorProcess(folder);
    const found = new Map(
      (await rowsOf(server.client).find().toArray()).map(({ _id, n }) => [_id, n as number]),
    );
    for (const [id, n] of acknowledged) expect(found.get(id), id).toBeGreaterThanOrEqual(n);
    expect([...found.values()].every((n) => n === 0 || n === 1)).toBe(true);
    expect(await rowsOf(server.client).countDocuments({ n: 1 })).toBe(
      [...found.values()].filter((n) => n === 1).length,
    );
    expect(await server.stop()).toBe(0);
  });

  it('a transaction is there whole or not at all, and the counter it claimed has no gap', async () => {
    let acknowledged = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const server = await emulatorProcess(folder);
      const { client } = server;
      const rows = rowsOf(client);
      await rows.updateOne({ _id: 'counter' }, { $setOnInsert: { n: 0 } }, { upsert: true });
      const work = () =>
        client.withSession(async (session) => {
          const batch = await session.withTransaction(async () => {
            const options = { session, returnDocument: 'after' } as const;
            const counter = await rows.findOneAndUpdate({ _id: 'counter' }, { $inc: { n: 1 } }, options);
            const claimed = counter?.n as number;
            await rows.insertMany(
              Array.from({ length: 5 }, (_, i) => ({ _id: `${claimed}-${i}`, batch: claimed })),
              { session },
            );
            return claimed;
          });
          acknowledged = Math.max(acknowledged, batch);
        });
      await killAmid(server, 3, work, 10 + round * 7);
    }
    const server = await emulatorProcess(folder);
    const rows = rowsOf(server.client);
    const counter = (await rows.findOne({ _id: 'counter' }))?.n as number;
    expect(counter).toBeGreaterThanOrEqual(acknowledged);
    const batches = await rows
      .aggregate([
        { $match: { batch: { $exists: true } } },
        { $group: { _id: '$batch', size: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(batches).toEqual(Array.from({ length: counter }, (_, i) => ({ _id: i + 1, size: 5 })));
    expect(await server.stop()).toBe(0);
  });

  it('a write and a commit that are sent again are answered and not done again', async () => {
    const update = {
      update: 'rows',
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
      txnNumber: Long.fromNumber(50),
    };
    const commit = { commitTransaction: 1, autocommit: false };

    const first = await emulatorProcess(folder);
    await rowsOf(first.client).insertOne({ _id: 1, n: 0 });
    const [writer, committer] = [first.client.startSession(), first.client.startSession()];
    await first.client.db('fault').command(update, { session: writer });
    committer.startTransaction();
    await rowsOf(first.client).insertOne({ _id: 'in transaction' }, { session: committer });
    await committer.commitTransaction();
    const { txnNumber } = committer.serverSession;
    await first.kill();

    const second = await emulatorProcess(folder);
    const again = sessionWithId(second.client, writer.id, 50);
    const answer = await second.client.db('fault').command(update, { session: again });
    expect(answer).toMatchObject({ n: 1, nModified: 1, ok: 1 });
    expect(await rowsOf(second.client).findOne({ _id: 1 })).toEqual({ _id: 1, n: 1 });
    const commitAgain = (number: number) =>
      second.client
        .db('admin')
        .command(commit, { session: sessionWithId(second.client, committer.id, number) });
    expect(await commitAgain(txnNumber)).toMatchObject({ ok: 1 });
    await expect(commitAgain(txnNumber + 1)).rejects.toMatchObject({ code: 251 });
    expect(await rowsOf(second.client).countDocuments()).toBe(2);
    expect(await second.stop()).toBe(0);
  });

  it('a change stream goes on right after the token it had before', async () => {
    const first = await emulatorProcess(folder);
    const stream = rowsOf(first.client).watch([], { maxAwaitTimeMS: 100 });
    await stream.tryNext();
    const token = stream.resumeToken;
    await rowsOf(first.client).insertMany([{ _id: 1 }, { _id: 2 }]);
    await rowsOf(first.client).updateOne({ _id: 1 }, { $set: { n: 1 } });
    await first.kill();

    const second = await emulatorProcess(folder);
    await rowsOf(second.client).insertOne({ _id: 3 });
    const resumed = rowsOf(second.client).watch([], { resumeAfter: token });
    const kinds: string[] = [];
    while (kinds.length < 4) kinds.push((await resumed.next()).operationType);
    expect(kinds).toEqual(['insert', 'insert', 'update', 'insert']);
    await resumed.close();
    expect(await second.stop()).toBe(0);
  });
});

describe('a restart', () => {
  it('keeps documents, indexes and their refusals', async () => {
    const first = await emulatorProcess(folder);
    await rowsOf(first.client).createIndex({ n: 1 }, { unique: true, sparse: true });
    await rowsOf(first.client).insertMany([{ _id: 1, n: 1 }, { _id: 2 }]);
    expect(await first.stop()).toBe(0);
    const second = await emulatorProcess(folder);
    const rows = rowsOf(second.client);
    expect(await rows.find().toArray()).toEqual([{ _id: 1, n: 1 }, { _id: 2 }]);
    await expect(rows.insertOne({ _id: 3, n: 1 })).rejects.toMatchObject({ code: 11000 });
    expect(await second.stop()).toBe(0);
  });

  it('at the same port is found again by a client that was connected before', async () => {
    const first = await emulatorProcess(folder);
    const survivor = await new MongoClient(`mongodb://127.0.0.1:${first.port}/`).connect();
    await rowsOf(survivor).insertOne({ _id: 1 });
    await first.stop();
    const second = await emulatorProcess(folder, first.port);
    expect(await rowsOf(survivor).findOne({ _id: 1 })).toEqual({ _id: 1 });
    expect(await rowsOf(survivor).insertOne({ _id: 2 })).toMatchObject({ acknowledged: true });
    await survivor.close();
    expect(await second.stop()).toBe(0);
  });
});

describe('a start that cannot be', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const start = (env: Record<string, string>) => {
    const { stdout, status } = spawnSync(process.execPath, [main], {
      env: { ...process.env, DATA_DIR: folder, ...env },
      encoding: 'utf8',
    });
    return { status, line: JSON.parse(stdout.trim()) as { level: number; msg: string } };
  };

  it('because the port is in use says so in one sentence', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const { status, line } = start({ MONGODB_EMULATOR_PORT: String(port) });
    taken.close();
    expect(status).toBe(1);
    expect(line).toMatchObject({
      level: 60,
      msg: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`),
    });
  });

  it('because the variable is no port names the variable', () => {
    const { status, line } = start({ MONGODB_EMULATOR_PORT: 'twelve' });
    expect({ status, level: line.level }).toEqual({ status: 1, level: 60 });
    expect(line.msg).toContain('MONGODB_EMULATOR_PORT');
  });

  it('because another process holds the folder says so', async () => {
    const holder = await emulatorProcess(folder);
    const { status, line } = start({ MONGODB_EMULATOR_PORT: '0' });
    await holder.stop();
    expect(status).toBe(1);
    expect(line.msg).toContain('is in use by another process');
  });
});
