import { type Collection, type Db, type Document, type IndexDescription, MongoClient } from 'mongodb';
import { secondsFor } from '../measure.ts';

const BATCH = 200;
const DATABASE = 'tools_provider';

/** Runs `work` on a raw client of the database the product writes to. */
export async function withRawDb<Result>(url: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const client = new MongoClient(url);
  const named = client.options.dbName;
  try {
    return await work(client.db(named === undefined || named === 'test' ? DATABASE : named));
  } finally {
    await client.close();
  }
}

/** What was projected of these streams, as it is stored: documents, statuses and CloudEvents. */
export async function rowsOf(db: Db, streams: readonly string[]): Promise<Map<string, Document[]>> {
  const ids = streams.map((stream) => stream.slice(stream.indexOf('-group-') + '-group-'.length));
  const filters = {
    'tool-groups': { _id: { $in: ids } },
    'projection-status': { _id: { $in: [...streams] } },
    cloudevents: { stream: { $in: [...streams] } },
  };
  const rows = new Map<string, Document[]>();
  for (const [name, filter] of Object.entries(filters)) {
    rows.set(
      name,
      await db
        .collection<Document>(name)
        .find(filter as Document)
        .toArray(),
    );
  }
  return rows;
}

/**
 * The rows written again into new collections, one plain bulkWrite of 200 inserts after the other: into collections without indexes, or
 * with those that the product's have. In seconds.
 */
export async function bulkWriteSeconds(
  db: Db,
  rows: ReadonlyMap<string, Document[]>,
  { isIndexed }: { readonly isIndexed: boolean },
): Promise<number> {
  let seconds = 0;
  for (const [name, documents] of rows) {
    const into = await db.createCollection<Document>(`bench-raw-${name}-${Date.now()}`);
    if (isIndexed) await copyIndexes(db.collection(name), into);
    seconds += await secondsFor(Math.ceil(documents.length / BATCH), 1, async (n) => {
      const batch = documents.slice(n * BATCH, (n + 1) * BATCH);
      await into.bulkWrite(batch.map((document) => ({ insertOne: { document } })));
    });
    await into.drop();
  }
  return seconds;
}

async function copyIndexes(from: Collection<Document>, to: Collection<Document>): Promise<void> {
  const indexes = (await from.indexes()).filter(({ name }) => name !== '_id_');
  const specs = indexes.map(({ v: _, ...spec }) => spec as IndexDescription);
  if (specs.length > 0) await to.createIndexes(specs);
}
