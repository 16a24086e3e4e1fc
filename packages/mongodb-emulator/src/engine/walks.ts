import { ServerError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexRow, KeyRange, RangeOf } from '../storage/index-table.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import type { IndexScan } from './planner.ts';

const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 1_000;

function refuseDropped(collection: Collection): void {
  if (collection.isDropped) throw new ServerError(175, `collection dropped. UUID of ${collection.ns}`);
}

/** All documents in the order in which they were inserted. */
export function* walkCollection(collection: Collection): Generator<StoredDocument> {
  for (let after = 0, size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    refuseDropped(collection);
    const documents = collection.rows(after, size);
    yield* documents;
    if (documents.length < size) return;
    after = documents.at(-1)?.rid ?? after;
  }
}

/** The documents of a range of an index, in its order; with `other` those alone that have a key there, too. */
export function* walkRange(
  collection: Collection,
  { index, isReverse }: IndexScan,
  range: KeyRange,
  other?: RangeOf,
): Generator<StoredDocument> {
  let after: IndexRow | undefined;
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    refuseDropped(collection);
    if (!collection.indexes.includes(index)) throw new ServerError(175, `index '${index.name}' dropped`);
    const rows = other
      ? index.rowsAlsoIn(other, range, isReverse, size, after)
      : index.rows(range, isReverse, size, after);
    for (const row of rows) yield collection.fromRow(row.rid, row.body);
    if (rows.length < size) return;
    after = rows.at(-1);
  }
}

/** The documents of a scan, each once. */
export function* walkIndex(collection: Collection, scan: IndexScan): Generator<StoredDocument> {
  if (!scan.index.isMultikey) {
    for (const range of scan.ranges) yield* walkRange(collection, scan, range);
    return;
  }
  const seen = new Set<number>();
  for (const range of scan.ranges) {
    for (const stored of walkRange(collection, scan, range)) {
      if (seen.has(stored.rid)) continue;
      seen.add(stored.rid);
      yield stored;
    }
  }
}

/** Those that a filter lets through; all without one. */
export function* matching(
  documents: Iterable<StoredDocument>,
  filter: Filter | undefined,
): Generator<StoredDocument> {
  for (const stored of documents) if (!filter || filter(stored.doc)) yield stored;
}
