import {
  type CategorySubscription,
  type DomainEvent,
  DomainEventCloudEventBehavior,
  type EventStore,
  eventsToAppend,
  ReadModelReconciliator,
  type ReadPathContext,
  type RecordedEvent,
  registerProjection,
  type Tap,
} from '@tools-provider/event-sourcing';
import { InMemoryEventStore, newCommandContext, shuffled } from '@tools-provider/event-sourcing/testing';
import { Mediator } from '@tools-provider/mediator';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Collections } from '../src/collections.ts';
import { connectMongoDb, type MongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, startServer } from './embedded-database.ts';

type Written = DomainEvent<'note.written.v1', { readonly line: string }>;
interface Note {
  readonly id: string;
  readonly lines: readonly string[];
}

const STREAMS = ['a', 'b', 'c'].map((id) => `tools_provider-note-${id}`);

let server: EmbeddedServer;
let client: MongoClient;
let mongoDb: MongoDb;
let log: EventStore;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  const url = server.newDatabase();
  client = new MongoClient(url);
  mongoDb = connectMongoDb(url);
  await mongoDb.prepare([{ name: 'notes', indexedFields: [] }]);
  log = new InMemoryEventStore();
});
afterEach(async () => {
  await Promise.all([mongoDb.close(), client.close()]);
});
afterAll(async () => {
  await server.close();
});

/** Adds lines to a note, in one append. */
async function write(stream: string, expectedRevision: number, ...lines: string[]): Promise<void> {
  const events = lines.map((line): Written => ({ type: 'note.written.v1', data: { line } }));
  await log.append(
    stream,
    expectedRevision,
    eventsToAppend(events, newCommandContext(), { stream, firstRevision: expectedRevision + 1 }),
  );
}

/** Everything that is in the log now, in any order. */
function wholeLog(): CategorySubscription {
  const closed = Promise.withResolvers<void>();
  return {
    open: async () => ({
      async *[Symbol.asyncIterator]() {
        const streams = await Promise.all(STREAMS.map((stream) => Array.fromAsync(log.read(stream))));
        for (const event of shuffled(streams.flat())) {
          yield { ackId: event.id, retryCount: 0, event } satisfies Tap;
        }
        await closed.promise;
      },
      ack: async () => undefined,
      park: async () => undefined,
      close: async () => closed.resolve(),
    }),
  };
}

/** Brings the read model up to the log. */
async function reconcile(): Promise<void> {
  const cloudEvents = new DomainEventCloudEventBehavior(({ id, type, stream, revision }) => ({
    id,
    type,
    source: 'test',
    subject: stream,
    revision,
  }));
  const mediator = new Mediator<never, ReadPathContext>({ event: [cloudEvents.behavior] });
  registerProjection<never, Note, Written>(
    mediator,
    {
      collection: 'notes',
      eventTypes: ['note.written.v1'],
      createdBy: 'note.written.v1',
      project: (note, { data }, id) => ({ id, lines: [...(note?.lines ?? []), data.line] }),
    },
    ({ stream }) => stream,
  );
  const heads = new Map<string, RecordedEvent | undefined>();
  for (const stream of STREAMS) heads.set(stream, await log.readLast(stream));
  const upToDate = Promise.withResolvers<void>();
  const reconciliator = new ReadModelReconciliator({
    mediator,
    eventStore: log,
    subscription: wholeLog(),
    readModel: mongoDb.readModel,
    log: { info: () => undefined, warn: () => undefined },
    observer: {
      reached: (point, { stream, revision }) => {
        if (point === 'after-commit' && heads.get(stream)?.revision === revision) heads.delete(stream);
        if (heads.size === 0) upToDate.resolve();
      },
    },
  });
  await reconciliator.start();
  await upToDate.promise;
  await reconciliator.stop();
}

/** Forgets every document, and how far each stream is projected, but not what the feed has been told. */
async function forgetDocuments(): Promise<void> {
  const collections = new Collections(client.db());
  await collections.documents('notes').deleteMany({});
  await collections.statuses.updateMany({}, { $set: { projected: -1 }, $unset: { lastEventId: '' } });
}

const documents = () =>
  Promise.all(STREAMS.map((stream) => mongoDb.documents.get<Note & { revision: number }>('notes', stream)));
const linesOf = async () => (await documents()).map((note) => [note?.revision, note?.lines]);
const feed = async () => (await mongoDb.feed.page({ after: 0, limit: 500 })).events;

describe('a read model that is made anew from the log', () => {
  it('has the same documents, and tells no CloudEvent a second time', async () => {
    for (const stream of STREAMS) await write(stream, -1, 'one', 'two');
    for (const stream of STREAMS) await write(stream, 1, 'three');
    await reconcile();
    const [lines, told] = [await linesOf(), await feed()];
    expect(lines).toEqual(STREAMS.map(() => [2, ['one', 'two', 'three']]));
    expect(told).toHaveLength(9);

    await forgetDocuments();
    expect(await documents()).toEqual(STREAMS.map(() => undefined));
    for (const stream of STREAMS) await write(stream, 2, 'four');
    await reconcile();
    expect(await linesOf()).toEqual(STREAMS.map(() => [3, ['one', 'two', 'three', 'four']]));
    const afterwards = await feed();
    expect(afterwards.slice(0, told.length)).toEqual(told);
    expect(
      afterwards.slice(told.length).map(({ revision, sequence }) => [revision, Number(sequence)]),
    ).toEqual(STREAMS.map((_, n) => [3, told.length + 1 + n]));
  });
});
