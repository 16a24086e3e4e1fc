import { randomUUID } from 'node:crypto';
import { CATEGORY, streamName, ToolGroup, toolGroupType } from '@tools-provider/domain';
import {
  DomainEventCloudEventBehavior,
  EventSourcedRepository,
  ReadModelReconciliator,
  type ReadPathContext,
} from '@tools-provider/event-sourcing';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { Mediator } from '@tools-provider/mediator';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import { collectionSpecs, registerProjections } from '@tools-provider/read-model';
import { type Document, MongoClient } from 'mongodb';
import { percentile, printRatio, secondsFor } from './measure.ts';
import { newContext } from './new-context.ts';

const GROUPS = 1_500;
const EVENTS_PER_GROUP = 4;
const VISIBLE_SAMPLES = 300;

/** Where the stores listen. */
export interface StoreAddresses {
  readonly kurrentdb: string;
  readonly mongodb: string;
}

/** Projects a backlog, against a raw bulkWrite of the same documents; then measures from append to visible, one at a time. */
export async function benchReadPath(addresses: StoreAddresses): Promise<void> {
  const kurrentDb = connectKurrentDb(addresses.kurrentdb, CATEGORY);
  const mongoDb = connectMongoDb(addresses.mongodb);
  await Promise.all([kurrentDb.ping(), mongoDb.prepare(collectionSpecs)]);
  const heads = await writeBacklog(kurrentDb);
  const events = GROUPS * EVENTS_PER_GROUP;

  const reconciliator = reconciliatorOn(kurrentDb, mongoDb);
  const projectedAll = whenProjected(mongoDb, heads);
  await projectedAll.isOpen;
  const start = performance.now();
  await reconciliator.start();
  await projectedAll.done;
  const projectSeconds = (performance.now() - start) / 1000;

  const rawSeconds = await rawBulkWriteSeconds(addresses.mongodb);
  printRatio(
    'projected events, backlog',
    { name: 'projected', perSecond: events / projectSeconds },
    { name: 'raw bulkWrite of the documents they make', perSecond: events / rawSeconds },
  );
  await benchVisible(kurrentDb, mongoDb, addresses);
  await reconciliator.stop();
  await Promise.all([kurrentDb.close(), mongoDb.close()]);
}

function reconciliatorOn(kurrentDb: KurrentDb, mongoDb: MongoDb): ReadModelReconciliator {
  const toCloudEvent = new DomainEventCloudEventBehavior(
    ({ id, type, stream, revision, data, metadata }) => ({
      specversion: '1.0',
      id,
      source: 'https://bench.invalid',
      type: `io.tools-provider.${type}`,
      subject: stream,
      time: metadata.occurredAt,
      revision,
      data,
    }),
  );
  const mediator = new Mediator<never, ReadPathContext>({ event: [toCloudEvent.behavior] });
  registerProjections(mediator);
  return new ReadModelReconciliator({
    mediator,
    eventStore: kurrentDb.eventStore,
    subscription: kurrentDb.categorySubscription,
    readModel: mongoDb.readModel,
    log: { info: () => undefined, warn: (fields, message) => console.warn(message, fields) },
  });
}

async function writeBacklog(kurrentDb: KurrentDb): Promise<Map<string, number>> {
  const heads = new Map<string, number>();
  await secondsFor(GROUPS, 32, async (n) => {
    const { stream, revision } = await writeGroup(kurrentDb, `Group ${n}`);
    heads.set(stream, revision);
  });
  return heads;
}

async function writeGroup(kurrentDb: KurrentDb, name: string) {
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name }, context);
  for (let n = 1; n < EVENTS_PER_GROUP; n += 1)
    group.addSelector({ id: `sel-${n}`, namePattern: 'a*' }, context);
  await new EventSourcedRepository(toolGroupType, kurrentDb.eventStore).add(group, context);
  return { stream: streamName({ aggregate: 'tool-group', id }), revision: group.revision };
}

/** Tells when streams are projected; open before anything is. */
function whenProjected(mongoDb: MongoDb, heads: ReadonlyMap<string, number>) {
  const behind = new Map(heads);
  const ended = new AbortController();
  const isOpen = Promise.withResolvers<void>();
  const observer = {
    onOpen: isOpen.resolve,
    onProjected: ({ stream, revision }: { readonly stream: string; readonly revision: number }) => {
      if (behind.get(stream) === revision) behind.delete(stream);
      if (behind.size === 0) ended.abort();
    },
  };
  return { isOpen: isOpen.promise, done: mongoDb.signals.follow(observer, { signal: ended.signal }) };
}

/** The documents, statuses and CloudEvents that were projected, written again into empty collections by plain bulkWrites of 200. */
async function rawBulkWriteSeconds(url: string): Promise<number> {
  const client = new MongoClient(url);
  const db = client.db('tools_provider');
  let seconds = 0;
  for (const name of ['tool-groups', 'projection-status', 'cloudevents']) {
    const rows = await db.collection(name).find().toArray();
    const into = db.collection<Document>(`bench-raw-${name}`);
    const batches = Math.ceil(rows.length / 200);
    seconds += await secondsFor(batches, 1, async (n) => {
      const batch = rows.slice(n * 200, (n + 1) * 200);
      await into.bulkWrite(batch.map((document) => ({ insertOne: { document } })));
    });
  }
  await client.close();
  return seconds;
}

async function benchVisible(
  kurrentDb: KurrentDb,
  mongoDb: MongoDb,
  { mongodb }: StoreAddresses,
): Promise<void> {
  const waiting = new Map<string, () => void>();
  const ended = new AbortController();
  const isOpen = Promise.withResolvers<void>();
  const following = mongoDb.signals.follow(
    {
      onOpen: isOpen.resolve,
      onProjected: ({ stream, revision }) => {
        if (revision === EVENTS_PER_GROUP - 1) waiting.get(stream)?.();
      },
    },
    { signal: ended.signal },
  );
  await isOpen.promise;
  const client = new MongoClient(mongodb);
  const raw = client.db('tools_provider').collection<Document>('bench-raw-visible');
  const visible: number[] = [];
  const roundTrips: number[] = [];
  for (let n = 0; n < VISIBLE_SAMPLES; n += 1) {
    const start = performance.now();
    const { stream } = await writeGroup(kurrentDb, `Visible ${n}`);
    const appended = performance.now();
    const seen = await new Promise<number>((resolve) => {
      waiting.set(stream, () => resolve(performance.now()));
      void mongoDb.statuses
        .loadStatuses([stream])
        .then((found) => found.size > 0 && resolve(performance.now()));
    });
    visible.push(seen - start);
    const before = performance.now();
    await raw.bulkWrite([{ insertOne: { document: { n } } }]);
    roundTrips.push(appended - start + (performance.now() - before));
  }
  ended.abort();
  await following;
  await client.close();
  const ms = (samples: readonly number[], share: number) => percentile(samples, share).toFixed(1);
  const ratio = percentile(visible, 0.5) / percentile(roundTrips, 0.5);
  console.log(
    `${'append to visible, one at a time'.padEnd(46)} p50 ${ms(visible, 0.5)} ms, p99 ${ms(visible, 0.99)} ms; ` +
      `p50 is ${ratio.toFixed(2)} of append + bulkWrite (${ms(roundTrips, 0.5)} ms)`,
  );
}
