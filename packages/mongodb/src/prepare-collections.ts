import type { Collections } from './collections.ts';
import {
  BULK_ITEMS,
  BULK_JOBS,
  FEED,
  GENERATIONS,
  LAST_USES,
  QUARANTINE_LOG,
  QUARANTINE_REQUESTS,
  REBUILD_TOUCHED,
  REBUILDS,
  SKIPS,
  SWITCHES,
  TRACES,
  UPKEEP,
} from './collections.ts';
import { refuseOlderServer } from './oldest-server.ts';

/** What an index is made of: a field, or several in this order. */
export type IndexedFields = string | readonly string[];

/** A projection's collection, and the fields its lists are filtered and sorted by. */
export interface CollectionSpec {
  readonly name: string;
  readonly indexedFields: readonly IndexedFields[];
}

/** A collection of state-stored aggregates, and the fields of the state that they are found and sorted by. */
export interface StateSpec {
  readonly name: string;
  readonly indexedFields: readonly string[];
}

/** Makes collections, indexes and the feed's counter where they are missing, so that no transaction has to. Safe to repeat. */
export async function prepareCollections(
  collections: Collections,
  specs: readonly CollectionSpec[],
  stateSpecs: readonly StateSpec[] = [],
): Promise<void> {
  refuseOlderServer(await collections.db.command({ hello: 1 }));
  const existing = new Set(
    (await collections.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  const counter = await collections.counters.findOne({ _id: 'feed' });
  const shown = specs.map((spec) => ({ ...spec, name: counter?.collections?.[spec.name] ?? spec.name }));
  const wanted = [
    FEED,
    QUARANTINE_LOG,
    GENERATIONS,
    REBUILD_TOUCHED,
    REBUILDS,
    BULK_JOBS,
    BULK_ITEMS,
    QUARANTINE_REQUESTS,
    SKIPS,
    UPKEEP,
    'projection-status',
    'counters',
    'workers',
    'outbox',
    'leases',
    'saga-positions',
    'saga-instances',
    'sink-positions',
    'derived-positions',
    TRACES,
    LAST_USES,
    SWITCHES,
    ...[...shown, ...stateSpecs].map(({ name }) => name),
  ];
  for (const name of wanted) {
    if (!existing.has(name)) await createUnlessThere(collections, name);
  }
  await collections.feed.createIndexes([
    { key: { sequence: 1 }, unique: true },
    { key: { type: 1, sequence: 1 } },
    { key: { subject: 1, sequence: 1 } },
    { key: { 'event.authid': 1, sequence: 1 } },
    { key: { 'event.time': 1 } },
  ]);
  await collections.statuses.createIndexes([{ key: { 'failure.revision': 1 }, sparse: true }]);
  await collections.skips.createIndexes([{ key: { isRecorded: 1, skippedAt: 1 } }]);
  await collections.rebuilds.createIndexes([
    { key: { isActive: 1 }, unique: true, sparse: true },
    { key: { kind: 1, requestedAt: 1 } },
  ]);
  await collections.bulkJobs.createIndexes([
    { key: { isOpen: 1, requestedAt: 1, _id: 1 } },
    { key: { requestedAt: 1, _id: 1 } },
    { key: { 'requestedBy.id': 1, requestedAt: 1, _id: 1 } },
    { key: { endedAt: 1 } },
  ]);
  await collections.bulkItems.createIndexes([
    { key: { job: 1, index: 1 } },
    { key: { job: 1, outcome: 1, index: 1 } },
  ]);
  await collections.outbox.createIndexes([
    { key: { status: 1, subject: 1, revision: 1 } },
    { key: { status: 1, deliveredAt: 1 } },
    { key: { status: 1, createdAt: 1 } },
  ]);
  await collections.sagaInstances.createIndexes([
    { key: { saga: 1, 'instance.follows': 1 } },
    { key: { saga: 1, hasUnsent: 1 } },
    { key: { saga: 1, nextDueAt: 1 } },
    { key: { saga: 1, isSetAside: 1 } },
  ]);
  for (const { name, indexedFields } of shown) await createIndexes(collections, name, indexedFields);
  for (const { name, indexedFields } of stateSpecs) {
    const paths = indexedFields.map((field) => `state.${field}`);
    await createIndexes(collections, name, paths);
  }
  await collections.counters.updateOne({ _id: 'feed' }, { $setOnInsert: { sequence: 0 } }, { upsert: true });
}

async function createIndexes(
  { db }: Collections,
  name: string,
  paths: readonly IndexedFields[],
): Promise<void> {
  const indexes = indexesOf(paths);
  if (indexes.length > 0) await db.collection(name).createIndexes(indexes);
}

/** The indexes by which lists are filtered and sorted: each path, or several, and then the id. */
export function indexesOf(paths: readonly IndexedFields[]): { readonly key: Record<string, 1> }[] {
  return paths.map((path) => ({
    key: Object.fromEntries([...[path].flat(), '_id'].map((field) => [field, 1 as const])),
  }));
}

const NAMESPACE_EXISTS = 48;

/** Makes a collection; one that is there already is left as it is. */
export async function createUnlessThere(collections: Collections, name: string): Promise<void> {
  try {
    await collections.db.createCollection(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
  }
}
