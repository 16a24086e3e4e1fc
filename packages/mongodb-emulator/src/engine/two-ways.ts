import type { Filter } from '../query/filter.ts';
import { type SortField, sortItems } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import type { IndexScan } from './planner.ts';
import { matching, walkIndex, walkRange } from './walks.ts';

/** Which of the documents that a filter lets through are wanted. */
interface Wanted {
  readonly sort: readonly SortField[];
  readonly skip: number;
  readonly limit: number;
}

/** So many documents are looked at in either of two ways before their keys are compared. */
const PATIENCE = 200;

/** Walks both ways by turns, and takes what the one finds that is first at its end: at most twice the work of the shorter way. */
function shorterOf(
  ordered: Iterator<StoredDocument>,
  unordered: Iterator<StoredDocument>,
  filter: Filter | undefined,
  { sort, skip, limit }: Wanted,
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

/** What a walk in the order of the sort finds, if it finds all that is wanted among so many documents. */
function soonFound(
  ordered: Iterable<StoredDocument>,
  filter: Filter | undefined,
  wanted: number,
  patience: number,
): StoredDocument[] | undefined {
  const found: StoredDocument[] = [];
  let seen = 0;
  for (const stored of ordered) {
    if (!filter || filter(stored.doc)) found.push(stored);
    if (found.length === wanted) return found;
    seen += 1;
    if (seen === patience) return undefined;
  }
  return found;
}

/**
 * A query that one index narrows and another one sorts: where few documents have keys in the one, by the shorter way; else in the order of
 * the other, and if that takes long by those that have keys in both.
 */
export function* byTwoWays(
  collection: Collection,
  ordered: IndexScan,
  scan: IndexScan,
  filter: Filter | undefined,
  query: Wanted,
): Generator<StoredDocument> {
  const wanted = query.skip + query.limit;
  const patience = PATIENCE + wanted;
  const [inOrder] = ordered.ranges;
  const [narrowed] = scan.ranges;
  const isOneEach = ordered.ranges.length === 1 && scan.ranges.length === 1;
  if (!inOrder || !narrowed || !isOneEach || !scan.index.hasMoreThan(patience, narrowed)) {
    yield* shorterOf(walkIndex(collection, ordered), walkIndex(collection, scan), filter, query);
    return;
  }
  const found = soonFound(walkIndex(collection, ordered), filter, wanted, patience);
  const other = { index: scan.index, range: narrowed };
  yield* found ?? matching(walkRange(collection, ordered, inOrder, other), filter);
}
