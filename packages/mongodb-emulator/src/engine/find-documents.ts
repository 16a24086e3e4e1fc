import type { Doc } from '../bson/codec.ts';
import { ServerError } from '../errors.ts';
import { compileFilter, type Filter, isOperatorDocument } from '../query/filter.ts';
import { compareSortKeys, type SortField, sortItems, sortKey } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexRow, KeyRange } from '../storage/index-table.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { type IndexScan, planQuery } from './planner.ts';
import type { ReadView } from './views.ts';

/** Which documents are wanted, in which order. */
export interface Query {
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly skip: number;
  /** 0 for all. */
  readonly limit: number;
}

const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 1_000;

function refuseDropped(collection: Collection): void {
  if (collection.isDropped) throw new ServerError(175, `collection dropped. UUID of ${collection.ns}`);
}

function* walkCollection(collection: Collection): Generator<StoredDocument> {
  for (let after = 0, size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    refuseDropped(collection);
    const documents = collection.rows(after, size);
    yield* documents;
    if (documents.length < size) return;
    after = documents.at(-1)?.rid ?? after;
  }
}

function* walkRange(
  collection: Collection,
  { index, isReverse }: IndexScan,
  range: KeyRange,
): Generator<StoredDocument> {
  let after: IndexRow | undefined;
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 2, LARGEST_CHUNK)) {
    refuseDropped(collection);
    if (!collection.indexes.includes(index)) throw new ServerError(175, `index '${index.name}' dropped`);
    const rows = index.rows(range, isReverse, size, after);
    for (const row of rows) yield collection.fromRow(row.rid, row.body);
    if (rows.length < size) return;
    after = rows.at(-1);
  }
}

function* walkIndex(collection: Collection, scan: IndexScan): Generator<StoredDocument> {
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

function* matching(
  documents: Iterable<StoredDocument>,
  filter: Filter | undefined,
): Generator<StoredDocument> {
  for (const stored of documents) if (!filter || filter(stored.doc)) yield stored;
}

/** Walks both ways by turns, and takes what the one finds that is first at its end: at most twice the work of the shorter way. */
function shorterOf(
  ordered: Iterator<StoredDocument>,
  unordered: Iterator<StoredDocument>,
  filter: Filter | undefined,
  { sort, skip, limit }: Query,
): StoredDocument[] {
  const [inOrder, inNone]: [StoredDocument[], StoredDocument[]] = [[], []];
  const isEnd = (walk: Iterator<StoredDocument>, found: StoredDocument[]) => {
    const { done, value } = walk.next();
    if (!done && (!filter || filter(value.doc))) found.push(value);
    return done;
  };
  for (;;) {
    if (isEnd(ordered, inOrder) || inOrder.length === skip + limit) return inOrder;
    if (isEnd(unordered, inNone)) return [...sortItems(inNone, ({ doc }) => doc, sort, skip + limit)];
  }
}

function* outside(
  documents: Iterable<StoredDocument>,
  overlay: ReadonlyMap<number, unknown>,
): Generator<StoredDocument> {
  for (const stored of documents) if (!overlay.has(stored.rid)) yield stored;
}

function* merge(
  a: Iterable<StoredDocument>,
  b: readonly StoredDocument[],
  sort: readonly SortField[],
): Generator<StoredDocument> {
  let next = 0;
  for (const stored of a) {
    const key = sortKey(stored.doc, sort);
    for (
      let other = b[next];
      other && compareSortKeys(sortKey(other.doc, sort), key, sort) < 0;
      other = b[next]
    ) {
      yield other;
      next += 1;
    }
    yield stored;
  }
  yield* b.slice(next);
}

function* slice<Item>(items: Iterable<Item>, skip: number, limit: number): Generator<Item> {
  let at = 0;
  for (const item of items) {
    at += 1;
    if (at <= skip) continue;
    yield item;
    if (limit > 0 && at === skip + limit) return;
  }
}

/** Whether finding the `_id` already answers the filter, so that the document need not be decoded. */
function isIdOnly(filter: Doc): boolean {
  const id = filter._id;
  return Object.keys(filter).length === 1 && (!isOperatorDocument(id) || Object.keys(id).length === 1);
}

/**
 * Finds documents, lazily where no sort in memory is needed. Outside a transaction a walk that is continued
 * later sees what was committed meanwhile, as the server's cursors do.
 */
export function* findDocuments(
  view: ReadView,
  collection: Collection,
  query: Query,
): Generator<StoredDocument> {
  const { filter, sort, skip, limit } = query;
  const isEmpty = Object.keys(filter).length === 0;
  const matches = isEmpty ? undefined : compileFilter(filter);
  const plan = planQuery(collection, filter, sort);
  if (plan.idKey) {
    const stored = view.byId(collection, plan.idKey);
    if (stored && skip === 0 && (isIdOnly(filter) || !matches || matches(stored.doc))) yield stored;
    return;
  }
  const overlay = view.overlay(collection);
  if (plan.scan && plan.orderedScan && limit > 0 && !overlay?.size) {
    const [ordered, unordered] = [plan.orderedScan, plan.scan].map((scan) => walkIndex(collection, scan));
    if (ordered && unordered) yield* slice(shorterOf(ordered, unordered, matches, query), skip, limit);
    return;
  }
  const walked = plan.scan ? walkIndex(collection, plan.scan) : walkCollection(collection);
  let found = matching(overlay ? outside(walked, overlay) : walked, matches);
  if (overlay && overlay.size > 0) {
    const others = [
      ...matching(
        [...overlay.values()].filter((stored) => stored !== undefined),
        matches,
      ),
    ];
    const ordered = sort.length > 0 ? sortItems(others, ({ doc }) => doc, sort) : others;
    found = merge(found, ordered, plan.isSorted ? sort : []);
  }
  if (plan.isSorted) yield* slice(found, skip, limit);
  else
    yield* slice(
      sortItems(found, ({ doc }) => doc, sort, limit > 0 ? skip + limit : undefined),
      skip,
      limit,
    );
}
