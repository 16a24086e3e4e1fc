import type { Doc } from '../bson/codec.ts';
import { isOperatorDocument } from '../query/filter.ts';
import type { Collection } from '../storage/collection.ts';
import { findDocuments } from './find-documents.ts';
import { type IndexScan, planQuery } from './planner.ts';
import type { ReadView } from './views.ts';

const RANGE: ReadonlySet<string> = new Set(['$gt', '$gte', '$lt', '$lte']);

/** How many documents a filter finds: by the keys of an index alone, where these say the same as the documents. */
export function countDocuments(view: ReadView, collection: Collection, filter: Doc): number {
  const { scan } = planQuery(collection, filter, []);
  if (scan && !view.overlay(collection)?.size && isToldByKeys(scan, filter)) {
    return scan.index.count(scan.ranges);
  }
  let n = 0;
  for (const _ of findDocuments(view, collection, { filter, sort: [], skip: 0, limit: 0 })) n += 1;
  return n;
}

/** Whether the ranges hold the keys of what the filter finds and no others: equalities with the first fields, then at most one range of texts. */
function isToldByKeys({ index, ranges }: IndexScan, filter: Doc): boolean {
  const demands = Object.entries(filter);
  const [range] = ranges;
  if (ranges.length !== 1 || range === undefined) return false;
  const leading = index.fields.slice(0, demands.length).map(({ path }) => path);
  if (demands.some(([path]) => !leading.includes(path))) return false;
  const last = filter[leading.at(-1) ?? ''];
  return demands.every(
    ([, value]) => isPlain(value) || (value === last && !index.isMultikey && isRangeOfTexts(value)),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isRangeOfTexts(value: unknown): boolean {
  if (!isOperatorDocument(value)) return false;
  return Object.entries(value).every(([operator, bound]) => RANGE.has(operator) && typeof bound === 'string');
}
