import { randomUUID } from 'node:crypto';
import { type OutboxPoint, OutboxService, OutboxWorker } from '@tools-provider/event-sourcing';
import { connectMongoDb } from '../src/connect-mongodb.ts';

/** A worker that brings an outbox into the feed, as a process: `node outbox-worker-process.ts <url> [<point>:<count>]` dies at that point. */
const [, , url = '', crashAt = ''] = process.argv;
const [crashPoint, count] = crashAt.split(':');
let left = Number(count);

function reached(point: OutboxPoint): void {
  if (point === crashPoint) {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  }
  if (point === 'after-mark') process.send?.('marked');
}

const mongoDb = connectMongoDb(url);
const worker = new OutboxWorker({
  outbox: new OutboxService(mongoDb.outbox),
  leases: mongoDb.leases,
  owner: randomUUID(),
  leaseTtlMs: 300,
  publish: async ({ id, type, stream, revision }) => {
    const cloudEvent = { id, type, source: 'test', subject: stream, revision };
    await mongoDb.feedWriter.append([{ cloudEvent, stream, revision }]);
  },
  log: { info: () => undefined, warn: () => undefined },
  observer: { reached },
});
process.once('SIGTERM', async () => {
  await worker.stop();
  await mongoDb.close();
  process.disconnect();
});
worker.start();
