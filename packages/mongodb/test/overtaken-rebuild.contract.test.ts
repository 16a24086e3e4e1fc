import type { ProjectedSpan, ReadDocument } from '@tools-provider/event-sourcing';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Collections } from '../src/collections.ts';
import { connectMongoDb, type MongoDb } from '../src/connect-mongodb.ts';
import { Generations } from '../src/generations.ts';
import { MongoRebuildStore } from '../src/mongo-rebuild-store.ts';
import { type EmbeddedServer, startServer } from './embedded-database.ts';

const NOTES = 'notes';
const SPECS = [{ name: NOTES, indexedFields: [] }];
const NO_CHANGE = { maxTouched: 10, settle: async () => true };

function noteSpan(id: string, title: string): ProjectedSpan {
  const documents = [{ collection: NOTES, id, revision: 0, document: { id, title } }];
  const place = { stream: id, generation: 0, from: -1, to: 0, emitted: 0 };
  return { ...place, lastEventId: `${id}/0`, documents, cloudEvents: [] };
}

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
});

let url: string;
let mongoDb: MongoDb;
let slowClient: MongoClient;
beforeEach(async () => {
  url = server.newDatabase();
  mongoDb = connectMongoDb(url);
  slowClient = new MongoClient(url);
  await mongoDb.prepare(SPECS);
});
afterEach(async () => {
  await Promise.all([mongoDb.close(), slowClient.close()]);
});

const store = () => mongoDb.rebuildStore(SPECS);

/** The store of a worker that is held up: others get on at the moment when it asks for the names of collections, or deletes notes. */
function storeHeldUpAt(moment: 'listing' | 'forgetting', others: () => Promise<void>): MongoRebuildStore {
  const collections = new Collections(slowClient.db());
  const { db, rebuildTouched } = collections;
  if (moment === 'listing') {
    const listCollections = db.listCollections.bind(db);
    db.listCollections = ((...wanted: Parameters<typeof listCollections>) => ({
      toArray: () => others().then(() => listCollections(...wanted).toArray()),
    })) as typeof db.listCollections;
  } else {
    const deleteMany = rebuildTouched.deleteMany.bind(rebuildTouched);
    rebuildTouched.deleteMany = (...wanted) => others().then(() => deleteMany(...wanted));
  }
  return new MongoRebuildStore(slowClient, collections, new Generations(collections), SPECS);
}

async function made(title: string): Promise<number> {
  const generation = await store().begin([NOTES]);
  await store().write(generation, noteSpan('a', title).documents);
  return generation;
}

const shownTitle = async () =>
  (await mongoDb.documents.get<ReadDocument & { title: string }>(NOTES, 'a'))?.title;

describe('A rebuild that others overtake', () => {
  it('when it begins while the one before would swap, keeps that from it, and drops nothing that is shown', async () => {
    await mongoDb.readModel.commit([noteSpan('a', 'Old')]);
    const former = await made('Former');
    let late: Promise<boolean> | undefined;
    const next = storeHeldUpAt('listing', async () => {
      late ??= store().swap(former, [NOTES], NO_CHANGE);
      await late.catch(() => undefined);
    });
    await next.begin([NOTES]);
    await expect(late).rejects.toMatchObject({ code: 'rebuild-overtaken' });
    expect(await shownTitle()).toBe('Old');
  });

  it('when it is held up before it drops what it has found, drops nothing that was made and shown meanwhile', async () => {
    await mongoDb.readModel.commit([noteSpan('a', 'Old')]);
    const heldUp = storeHeldUpAt('listing', async () => {
      await store().swap(await made('New'), [NOTES], NO_CHANGE);
    });
    await expect(heldUp.begin([NOTES])).rejects.toMatchObject({ code: 'rebuild-overtaken' });
    expect(await shownTitle()).toBe('New');
  });

  it('when it is held up before it forgets old notes, forgets none of the rebuild that has begun meanwhile', async () => {
    const heldUp = storeHeldUpAt('forgetting', async () => {
      await made('New');
      await mongoDb.readModel.commit([noteSpan('b', 'Touched')]);
    });
    await expect(heldUp.begin([NOTES])).rejects.toMatchObject({ code: 'rebuild-overtaken' });
    expect(await store().loadTouched(10)).toEqual([{ stream: 'b', projected: 0 }]);
  });
});

describe('What rebuilds have replaced', () => {
  it('is dropped without what another rebuild has begun to make meanwhile, or what is somebody else’s', async () => {
    await slowClient.db().createCollection(`${NOTES}~archive`);
    await store().swap(await made('First'), [NOTES], NO_CHANGE);
    let making = 0;
    const tidying = storeHeldUpAt('listing', async () => {
      making = await made('Second');
    });
    await tidying.dropReplaced(0);
    expect(await store().listIds({ generation: making }, NOTES, { limit: 1 })).toEqual(['a']);
    expect(await shownTitle()).toBe('First');
    const names = (await slowClient.db().listCollections().toArray()).map(({ name }) => name);
    expect(names).toContain(`${NOTES}~archive`);
    expect(names).not.toContain(NOTES);
  });
});

describe('What is known of generations', () => {
  it('does not go back when a follower is told late of the first of two swaps', async () => {
    const known = new Generations(new Collections(slowClient.db()));
    known.learn({ generation: 2, collections: { notes: 'notes~2' } });
    known.learnOfSwap({ generation: 1, collections: { notes: 'notes~1' } });
    expect([known.generation, known.collectionOf('notes')]).toEqual([2, 'notes~2']);
    known.learnOfSwap({ generation: 3, collections: { notes: 'notes~3' } });
    expect(known.collectionOf('notes')).toBe('notes~3');
  });
});
