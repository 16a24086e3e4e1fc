import type { Doc } from '../bson/codec.ts';
import { compileFilter, isOperatorDocument } from '../query/filter.ts';
import { compareSortKeys, type SortField, sortItems, sortKey } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { StoredDocument } from '../storage/stored-document.ts';
import { planQuery } from './planner.ts';
import { byTwoWays } from './two-ways.ts';
import type { ReadView } from './views.ts';
import { matching, walkCollection, walkIndex } from './walks.ts';

/** Which documents are wanted, in which order. */
export interface Query {
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly skip: number;
  /** 0 for all. */
  readonly limit: number;
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
    yield* slice(byTwoWays(collection, plan.orderedScan, plan.scan, matches, query), skip, limit);
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
