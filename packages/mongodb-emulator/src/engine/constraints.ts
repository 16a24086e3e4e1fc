import type { Doc } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { isDocument, Kind, kindOf, numericValue } from '../bson/values.ts';
import { isOperatorDocument } from '../query/filter.ts';

/** One end of a range. */
export interface Bound {
  readonly value: unknown;
  readonly isInclusive: boolean;
}

/** What a filter demands of one path, as far as an index can use it. Nothing else may be concluded from it. */
export interface Constraint {
  /** The values it may be equal to. */
  points?: readonly unknown[];
  lower?: Bound;
  upper?: Bound;
  /** Set when one and the same element of an array has to fulfil all of it. */
  isOfOneElement?: true;
}

const RANGE_KINDS: ReadonlySet<number> = new Set([
  Kind.number,
  Kind.string,
  Kind.binary,
  Kind.objectId,
  Kind.boolean,
  Kind.date,
  Kind.timestamp,
]);

function hasKind(value: unknown, kinds: ReadonlySet<number>): boolean {
  try {
    return kinds.has(kindOf(value)) && !Number.isNaN(numericValue(value));
  } catch {
    return false;
  }
}

const POINT_KINDS: ReadonlySet<number> = new Set([...RANGE_KINDS, Kind.null, Kind.object]);

function fromOperator(operator: string, operand: unknown): Constraint {
  if (operator === '$elemMatch' && isOperatorDocument(operand)) {
    // The elements of an array within an array are in no index.
    const demands = Object.entries(operand).map(([each, of]) =>
      each === '$elemMatch' ? {} : fromOperator(each, of),
    );
    return { ...demands.reduce(both, {}), isOfOneElement: true };
  }
  if (operator === '$eq' && hasKind(operand, POINT_KINDS)) return { points: [operand] };
  if (operator === '$in' && Array.isArray(operand) && operand.every((item) => hasKind(item, POINT_KINDS))) {
    return { points: operand };
  }
  if (!hasKind(operand, RANGE_KINDS)) return {};
  if (operator === '$gt' || operator === '$gte') {
    return { lower: { value: operand, isInclusive: operator === '$gte' } };
  }
  if (operator === '$lt' || operator === '$lte') {
    return { upper: { value: operand, isInclusive: operator === '$lte' } };
  }
  return {};
}

function tighter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  const order = compareValues(a.value, b.value) * sign;
  if (order !== 0) return order > 0 ? a : b;
  return a.isInclusive ? b : a;
}

function both(a: Constraint, b: Constraint): Constraint {
  const points =
    a.points && b.points
      ? a.points.length <= b.points.length
        ? a.points
        : b.points
      : (a.points ?? b.points);
  const lower = tighter(a.lower, b.lower, 1);
  const upper = tighter(a.upper, b.upper, -1);
  return { ...(points && { points }), ...(lower && { lower }), ...(upper && { upper }) };
}

function add(constraints: Map<string, Constraint>, path: string, constraint: Constraint): void {
  if (!constraint.points && !constraint.lower && !constraint.upper) return;
  const known = constraints.get(path);
  // What another element has to fulfil narrows nothing: the first such demand is kept by itself.
  if (known?.isOfOneElement) return;
  constraints.set(path, known && !constraint.isOfOneElement ? both(known, constraint) : constraint);
}

/** A point as the range of its own. */
function asRange(constraint: Constraint): Constraint {
  const { points } = constraint;
  if (!points) return constraint;
  if (points.length === 0 || !points.every((point) => hasKind(point, RANGE_KINDS))) return {};
  if (new Set(points.map(kindOf)).size > 1) return {};
  const sorted = points.toSorted(compareValues);
  return {
    lower: { value: sorted[0], isInclusive: true },
    upper: { value: sorted.at(-1), isInclusive: true },
  };
}

function looser(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (!a || !b || kindOf(a.value) !== kindOf(b.value)) return undefined;
  const order = compareValues(a.value, b.value) * sign;
  if (order !== 0) return order < 0 ? a : b;
  return a.isInclusive ? a : b;
}

/** What every branch of an `$or` demands of a path: the range that holds all of theirs. */
function hull(branches: readonly ReadonlyMap<string, Constraint>[]): Map<string, Constraint> {
  const [first, ...rest] = branches;
  const result = new Map<string, Constraint>();
  for (const [path, constraint] of first ?? []) {
    let range: Constraint = asRange(constraint);
    for (const branch of rest) {
      const other = asRange(branch.get(path) ?? {});
      const lower = looser(range.lower, other.lower, 1);
      const upper = looser(range.upper, other.upper, -1);
      range = { ...(lower && { lower }), ...(upper && { upper }) };
    }
    add(result, path, range);
  }
  return result;
}

/** Reads out of a filter what indexes can use; everything the filter matches fulfils every constraint. */
export function constraintsOf(filter: Doc): Map<string, Constraint> {
  const constraints = new Map<string, Constraint>();
  for (const [key, condition] of Object.entries(filter)) {
    if ((key === '$and' || key === '$or') && Array.isArray(condition)) {
      const branches = condition.filter(isDocument).map(constraintsOf);
      if (key === '$or') branches.splice(0, branches.length, hull(branches));
      for (const branch of branches)
        for (const [path, constraint] of branch) add(constraints, path, constraint);
    } else if (!key.startsWith('$')) {
      const operators = isOperatorDocument(condition)
        ? Object.entries(condition)
        : [['$eq', condition] as const];
      for (const [operator, operand] of operators) add(constraints, key, fromOperator(operator, operand));
    }
  }
  return constraints;
}
