import { randomUUID } from 'node:crypto';
import { KurrentDBClient, START } from '@kurrent/kurrentdb-client';
import { CATEGORY, ToolGroup, toolGroupType } from '@tools-provider/domain';
import {
  EventSourcedRepository,
  ReadModelReconciliator,
  type ReadPathContext,
  RebuildEngine,
} from '@tools-provider/event-sourcing';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { Mediator } from '@tools-provider/mediator';
import { connectMongoDb, type MongoDb } from '@tools-provider/mongodb';
import {
  collectionSpecs,
  documentsOf,
  entitiesOf,
  madeTogether,
  originOf,
  registerProjections,
} from '@tools-provider/read-model';
import { type Document, MongoClient } from 'mongodb';
import { printRatio, secondsFor } from './measure.ts';
import { newContext } from './new-context.ts';
import type { StoreAddresses } from './read-path/worker-messages.ts';

const GROUPS = 1_000;
const EVENTS_PER_GROUP = 20;
const EVENTS = GROUPS * EVENTS_PER_GROUP;
const PROJECTION = 'tool-groups';
const silent = { info: () => undefined, warn: () => undefined };

/**
 * Rebuilds a projection whose aggregates have 20 events each, against the slower of a raw read of the category and a raw bulkWrite of the
 * documents that come of it; then what comparing them with their streams adds, which reads each stream by itself.
 */
export async function benchRebuild(addresses: StoreAddresses): Promise<void> {
  const kurrentDb = connectKurrentDb(addresses.kurrentdb, CATEGORY);
  const mongoDb = connectMongoDb(addresses.mongodb);
  await Promise.all([kurrentDb.ping(), mongoDb.prepare(collectionSpecs)]);
  const groups = new EventSourcedRepository(toolGroupType, kurrentDb.eventStore);
  await secondsFor(GROUPS, 32, async (n) => {
    const context = newContext();
    const group = ToolGroup.create(randomUUID(), { name: `Group ${n}` }, context);
    for (let event = 1; event < EVENTS_PER_GROUP; event += 1)
      group.addSelector({ id: `sel-${event}`, namePattern: 'a*' }, context);
    await groups.add(group, context);
  });
  await project(kurrentDb, mongoDb);

  const { buildSeconds, verifySeconds, grownMb } = await rebuild(kurrentDb, mongoDb);
  const readSeconds = await rawCategoryRead(addresses.kurrentdb);
  const writeSeconds = await rawBulkWrite(addresses.mongodb);
  const isReadSlower = readSeconds > writeSeconds;
  printRatio(
    'rebuild, 20 events an aggregate',
    { name: 'rebuilt events', perSecond: EVENTS / buildSeconds },
    {
      name: isReadSlower ? 'raw category read' : 'raw bulkWrite of the documents',
      perSecond: EVENTS / Math.max(readSeconds, writeSeconds),
    },
  );
  printRatio(
    'verification of the rebuilt documents',
    { name: 'compared events', perSecond: EVENTS / verifySeconds },
    { name: 'raw category read', perSecond: EVENTS / readSeconds },
  );
  console.log(`${'memory that the rebuild has grown by'.padEnd(46)} ${grownMb.toFixed(0)} MB`);
  await Promise.all([kurrentDb.close(), mongoDb.close()]);
}

async function project(kurrentDb: KurrentDb, mongoDb: MongoDb): Promise<void> {
  const mediator = new Mediator<never, ReadPathContext>();
  registerProjections(mediator);
  const allProjected = Promise.withResolvers<void>();
  let left = EVENTS;
  const reconciliator = new ReadModelReconciliator({
    mediator,
    eventStore: kurrentDb.eventStore,
    subscription: kurrentDb.categorySubscription,
    readModel: mongoDb.readModel,
    log: silent,
    observer: {
      reached: (point) => {
        if (point === 'after-commit') left -= 1;
        if (left === 0) allProjected.resolve();
      },
    },
  });
  await reconciliator.start();
  await allProjected.promise;
  await reconciliator.stop();
}

async function rebuild(kurrentDb: KurrentDb, mongoDb: MongoDb) {
  const mediatorFor = (projections: readonly string[]) => {
    const mediator = new Mediator<never, ReadPathContext>();
    registerProjections(mediator, projections);
    return mediator;
  };
  const engine = new RebuildEngine({
    projections: [PROJECTION],
    mediatorFor,
    mediator: mediatorFor([PROJECTION]),
    eventLog: kurrentDb.eventLog,
    eventStore: kurrentDb.eventStore,
    statuses: mongoDb.statuses,
    readModel: mongoDb.readModel,
    feed: mongoDb.feed,
    store: mongoDb.rebuildStore(collectionSpecs),
    origins: { documentsOf, entitiesOf, madeTogether, streamOf: originOf },
    log: silent,
  });
  const begun = new Map<string, number>();
  const rssBefore = process.memoryUsage.rss();
  const { outcome } = await engine.rebuild(
    [PROJECTION],
    {
      phase: (phase) => begun.set(phase, performance.now()),
      events: () => undefined,
      checked: () => undefined,
    },
    new AbortController().signal,
  );
  if (outcome !== 'swapped') throw new Error(`The rebuild ended as ${outcome}`);
  const at = (phase: string) => begun.get(phase) ?? Number.NaN;
  return {
    buildSeconds: (at('verifying') - at('building')) / 1_000,
    verifySeconds: (at('swapping') - at('verifying')) / 1_000,
    grownMb: (process.memoryUsage.rss() - rssBefore) / 1_000_000,
  };
}

async function rawCategoryRead(url: string): Promise<number> {
  const client = KurrentDBClient.connectionString(url);
  const start = performance.now();
  let events = 0;
  const read = client.readStream(`$ce-${CATEGORY}`, { fromRevision: START, resolveLinkTos: true });
  for await (const { event } of read) if (event !== undefined) events += 1;
  const seconds = (performance.now() - start) / 1_000;
  await client.dispose();
  if (events !== EVENTS) throw new Error(`The category has ${events} events, not ${EVENTS}`);
  return seconds;
}

async function rawBulkWrite(url: string): Promise<number> {
  const client = new MongoClient(url);
  const db = client.db('tools_provider');
  const counter = await db
    .collection<{ _id: string; collections?: Readonly<Record<string, string>> }>('counters')
    .findOne({ _id: 'feed' });
  const shown = counter?.collections?.[PROJECTION] ?? PROJECTION;
  const rows = await db.collection(shown).find().toArray();
  if (rows.length !== GROUPS) throw new Error(`There are ${rows.length} documents, not ${GROUPS}`);
  const into = db.collection<Document>('bench-raw-rebuild');
  const batch = 1_000;
  const seconds = await secondsFor(Math.ceil(rows.length / batch), 1, async (n) => {
    const part = rows.slice(n * batch, (n + 1) * batch);
    await into.bulkWrite(part.map((document) => ({ insertOne: { document } })));
  });
  await client.close();
  return seconds;
}
