import type { Doc } from '../bson/codec.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { isDocument, kindOf } from '../bson/values.ts';
import { compileFilter, isOperatorDocument } from '../query/filter.ts';
import type { SortField } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexTable, KeyRange } from '../storage/index-table.ts';
import { type Constraint, constraintsOf } from './constraints.ts';

/** A walk along one index. */
export interface IndexScan {
  readonly index: IndexTable;
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
}

/** How the candidates of a query are found; the filter is still applied to each. */
export interface Plan {
  /** The encoded `_id` when the filter demands one; nothing else is looked at then. */
  readonly idKey?: Buffer;
  /** Ranges of one index, in key order; without, the whole collection is walked. */
  readonly scan?: IndexScan;
  /** Another way, in the order of the sort, where the scan is not: which of them is shorter depends on how many documents match. */
  readonly orderedScan?: IndexScan;
  /** Whether candidates already come in the order of the sort. */
  readonly isSorted: boolean;
}

const MOST_RANGES = 500;
const PAST = Buffer.from([0xff]);

function rangeOf(
  prefix: Buffer,
  constraint: Constraint,
  direction: 1 | -1,
  isMultikey: boolean,
): KeyRange | undefined {
  const { lower } = constraint;
  // In an array one element may fulfil the lower bound and another the upper one.
  const upper = isMultikey && lower && !constraint.isOfOneElement ? undefined : constraint.upper;
  const sample = lower ?? upper;
  if (!sample) return undefined;
  const kind = kindOf(sample.value);
  const [first, last] = direction === 1 ? [lower, upper] : [upper, lower];
  const open = direction === 1 ? kind : 0xff - kind;
  const key = (value: unknown) => encodeKey(value, direction);
  const start = first
    ? [prefix, key(first.value), first.isInclusive ? Buffer.of() : PAST]
    : [prefix, Buffer.of(open)];
  const end = last
    ? [prefix, key(last.value), last.isInclusive ? PAST : Buffer.of()]
    : [prefix, Buffer.of(open + 1)];
  return { start: Buffer.concat(start), end: Buffer.concat(end) };
}

interface Candidate extends IndexScan {
  readonly isSorted: boolean;
  readonly score: number;
}

/** −1, 1 or 0: whether the index, after its fixed fields, is in the order of the sort, reversed or not. */
function sortDirection(
  index: IndexTable,
  fixed: ReadonlySet<string>,
  sort: readonly SortField[],
): 1 | -1 | 0 {
  if (index.isMultikey) return 0;
  const wanted = sort.filter(({ path }) => !fixed.has(path));
  const offered = index.fields.filter(({ path }) => !fixed.has(path));
  const direction = wanted.length === 0 ? 1 : (wanted[0]?.direction ?? 1) * (offered[0]?.direction ?? 1);
  const isServed = wanted.every(
    ({ path, direction: way }, i) => offered[i]?.path === path && offered[i].direction * direction === way,
  );
  return isServed ? (direction as 1 | -1) : 0;
}

function consider(
  index: IndexTable,
  constraints: ReadonlyMap<string, Constraint>,
  sort: readonly SortField[],
): Candidate | undefined {
  let prefixes: Buffer[] = [Buffer.of()];
  const fixed = new Set<string>();
  let score = 0;
  let ranges: KeyRange[] | undefined;
  for (const { path, direction } of index.fields) {
    const constraint = constraints.get(path);
    const points = constraint?.points;
    if (points && points.length * prefixes.length <= MOST_RANGES) {
      const keys = [...new Set(points.map((point) => encodeKey(point, direction).toString('latin1')))];
      prefixes = prefixes.flatMap((prefix) =>
        keys.map((key) => Buffer.concat([prefix, Buffer.from(key, 'latin1')])),
      );
      if (keys.length === 1) fixed.add(path);
      score += keys.length === 1 ? 4 : 3;
      continue;
    }
    const made =
      constraint && prefixes.map((prefix) => rangeOf(prefix, constraint, direction, index.isMultikey));
    if (made?.[0]) {
      ranges = made as KeyRange[];
      score += 2;
    }
    break;
  }
  ranges ??= prefixes.map((prefix) => ({ start: prefix, end: Buffer.concat([prefix, PAST]) }));
  const direction = sort.length > 0 && ranges.length === 1 ? sortDirection(index, fixed, sort) : 0;
  if (direction !== 0) score += 1.5;
  if (score === 0) return undefined;
  ranges.sort((a, b) => Buffer.compare(a.start, b.start));
  return { index, ranges, isReverse: direction === -1, isSorted: direction !== 0, score };
}

function guaranteesPresence(constraint: Constraint | undefined): boolean {
  if (!constraint) return false;
  return constraint.points ? constraint.points.every((point) => point !== null) : true;
}

/** Whether an index that leaves documents out holds everything the filter can match. */
function isComplete(index: IndexTable, filter: Doc, constraints: ReadonlyMap<string, Constraint>): boolean {
  if (index.isSparse && !index.fields.some(({ path }) => guaranteesPresence(constraints.get(path))))
    return false;
  return Object.entries(index.partialFilter ?? {}).every(([path, condition]) => {
    if (path.startsWith('$')) return false;
    const given = filter[path];
    if (given === undefined || index.isMultikey) return false;
    const exists = isDocument(condition) && Object.keys(condition).length === 1 && condition.$exists === true;
    if (exists) return guaranteesPresence(constraints.get(path));
    if (isOperatorDocument(given) || path.includes('.')) return false;
    return compileFilter({ [path]: condition })({ [path]: given });
  });
}

/** Chooses the index that narrows most: equalities before lists, lists before ranges, ranges before order alone. */
export function planQuery(collection: Collection, filter: Doc, sort: readonly SortField[]): Plan {
  const constraints = constraintsOf(filter);
  const ids = constraints.get('_id')?.points;
  if (ids?.length === 1) return { idKey: encodeKey(ids[0]), isSorted: true };
  const candidates = collection.indexes
    .filter((index) => isComplete(index, filter, constraints))
    .flatMap((index) => consider(index, constraints, sort) ?? [])
    .toSorted((a, b) => b.score - a.score);
  const [best] = candidates;
  if (!best) return { isSorted: sort.length === 0 };
  const isSorted = sort.length === 0 || best.isSorted;
  const orderedScan = isSorted ? undefined : candidates.find((candidate) => candidate.isSorted);
  return { scan: best, isSorted, ...(orderedScan && { orderedScan }) };
}
