import { Double, Int32 } from 'bson';
import { compareValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { isDocument, numericValue } from '../bson/values.ts';
import { notServed } from '../errors.ts';
import { addNumbers, isNumeric } from './arithmetic.ts';

/** Gathers the values of one field of one group. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

function sum(): Accumulator {
  let total: unknown = new Int32(0);
  return {
    add(value) {
      if (isNumeric(value)) total = addNumbers(total, value);
    },
    result: () => total,
  };
}

function average(): Accumulator {
  let total = 0;
  let count = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      total += Number(numericValue(value));
      count += 1;
    },
    result: () => (count === 0 ? null : new Double(total / count)),
  };
}

function extreme(sign: 1 | -1): Accumulator {
  let best: unknown = null;
  return {
    add(value) {
      if (value === undefined || value === null) return;
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    },
    result: () => best,
  };
}

function firstOrLast(isFirst: boolean): Accumulator {
  let held: unknown = null;
  let isSet = false;
  return {
    add(value) {
      if (isFirst && isSet) return;
      held = value ?? null;
      isSet = true;
    },
    result: () => held,
  };
}

function push(): Accumulator {
  const values: unknown[] = [];
  return {
    add(value) {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add(value) {
      if (value !== undefined) values.set(encodeKey(value).toString('latin1'), value);
    },
    result: () => [...values.values()],
  };
}

function count(): Accumulator {
  let total = 0;
  return {
    add() {
      total += 1;
    },
    result: () => new Int32(total),
  };
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: sum,
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => firstOrLast(true),
  $last: () => firstOrLast(false),
  $push: push,
  $addToSet: addToSet,
  $count: count,
};

/** The accumulator a `$group` field names, with the expression it gathers; others are refused by name. */
export function accumulatorOf(name: string, spec: unknown): { make: () => Accumulator; expression: unknown } {
  const operator = isDocument(spec) ? Object.keys(spec)[0] : undefined;
  const make =
    operator !== undefined && Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (operator === undefined || make === undefined || Object.keys(spec as object).length !== 1) {
    throw notServed(`the accumulator ${operator ?? ''} of the $group field ${name}`);
  }
  const operand = (spec as Record<string, unknown>)[operator];
  return { make, expression: operator === '$count' ? null : operand };
}
