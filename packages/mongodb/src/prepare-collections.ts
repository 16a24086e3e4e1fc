import type { Collections } from './collections.ts';
import { FEED, QUARANTINE_LOG } from './collections.ts';

/** A projection's collection, and the fields its lists are filtered and sorted by. */
export interface CollectionSpec {
  readonly name: string;
  readonly indexedFields: readonly string[];
}

/** Makes collections, indexes and the feed's counter where they are missing, so that no transaction has to. Safe to repeat. */
export async function prepareCollections(
  collections: Collections,
  specs: readonly CollectionSpec[],
): Promise<void> {
  const existing = new Set(
    (await collections.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  const wanted = [
    FEED,
    QUARANTINE_LOG,
    'projection-status',
    'counters',
    'workers',
    ...specs.map(({ name }) => name),
  ];
  for (const name of wanted) {
    if (!existing.has(name)) await createUnlessThere(collections, name);
  }
  await collections.feed.createIndexes([
    { key: { sequence: 1 }, unique: true },
    { key: { type: 1, sequence: 1 } },
    { key: { subject: 1, sequence: 1 } },
  ]);
  await collections.statuses.createIndexes([{ key: { 'failure.revision': 1 }, sparse: true }]);
  for (const { name, indexedFields } of specs) {
    const keys = indexedFields.map((field) => ({ key: { [field]: 1, _id: 1 } as Record<string, 1> }));
    if (keys.length > 0) await collections.documents(name).createIndexes(keys);
  }
  await collections.counters.updateOne({ _id: 'feed' }, { $setOnInsert: { sequence: 0 } }, { upsert: true });
}

const NAMESPACE_EXISTS = 48;

async function createUnlessThere(collections: Collections, name: string): Promise<void> {
  try {
    await collections.db.createCollection(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
  }
}
