import type { Doc } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { isDocument, numericValue } from '../bson/values.ts';
import { badValue, notServed } from '../errors.ts';
import { collectValues, pathParts } from './path.ts';

/** One field of a sort: its path and direction. */
export interface SortField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** Reads a sort document, in the order its fields were sent. */
export function parseSort(sort: unknown): SortField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw badValue('sort must be an object');
  return Object.entries(sort).map(([path, value]) => {
    if (path === '$natural') throw notServed('sorting by $natural');
    const direction = Number(numericValue(value) ?? 0);
    if (isDocument(value)) throw notServed(`sorting by ${Object.keys(value).join()}`);
    if (direction !== 1 && direction !== -1) throw badValue('$sort key ordering must be 1 or -1');
    return { path, parts: pathParts(path), direction };
  });
}

/** The value a document is sorted by: of an array its smallest element, or its largest when descending. */
function sortValue(doc: Doc, field: SortField): unknown {
  const { values } = collectValues(doc, field.parts);
  if (values.length === 1) return values[0];
  return values.reduce((best, value) => (compareValues(value, best) * field.direction < 0 ? value : best));
}

/** The values a document is sorted by, computed once. */
export function sortKey(doc: Doc, sort: readonly SortField[]): unknown[] {
  return sort.map((field) => sortValue(doc, field));
}

/** Compares two sort keys. */
export function compareSortKeys(
  a: readonly unknown[],
  b: readonly unknown[],
  sort: readonly SortField[],
): number {
  for (let i = 0; i < sort.length; i += 1) {
    const order = compareValues(a[i], b[i]) * (sort[i] as SortField).direction;
    if (order !== 0) return order;
  }
  return 0;
}

/** Sorts items by their documents; with `keep`, only the first so many are ever held (bounded memory). */
export function sortItems<T>(
  items: Iterable<T>,
  documentOf: (item: T) => Doc,
  sort: readonly SortField[],
  keep = Number.POSITIVE_INFINITY,
): T[] {
  let held: { item: T; key: unknown[] }[] = [];
  const order = () => held.sort((a, b) => compareSortKeys(a.key, b.key, sort));
  const most = keep * 2 + 1_000;
  for (const item of items) {
    held.push({ item, key: sortKey(documentOf(item), sort) });
    if (held.length > most) held = order().slice(0, keep);
  }
  return order()
    .slice(0, keep)
    .map(({ item }) => item);
}
