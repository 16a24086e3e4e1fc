import type { BSONRegExp } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { bsonType, isDocument, numericValue, typeAlias } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import { compileFilter, isOperatorDocument } from '../query/filter.ts';
import { parseSort, sortItems } from '../query/sort.ts';
import type { Modify } from './modify-path.ts';

function arrayOrNew(operator: string, old: unknown): unknown[] {
  if (old === undefined) return [];
  if (!Array.isArray(old)) {
    throw badValue(`The field must be an array for ${operator} but is of type ${typeAlias(old)}`);
  }
  return old;
}

function integer(name: string, value: unknown): number {
  const number = Number(numericValue(value) ?? Number.NaN);
  if (!Number.isInteger(number)) throw badValue(`The value for ${name} must be an integer`);
  return number;
}

function eachOf(
  operator: string,
  operand: unknown,
  modifiers: readonly string[],
): { items: unknown[]; options: Doc } {
  if (!isDocument(operand) || !('$each' in operand)) return { items: [operand], options: {} };
  if (!Array.isArray(operand.$each)) throw badValue(`The argument to $each in ${operator} must be an array`);
  for (const name of Object.keys(operand)) {
    if (name !== '$each' && !modifiers.includes(name))
      throw badValue(`Unrecognized clause in ${operator}: ${name}`);
  }
  return { items: operand.$each, options: operand };
}

function sorted(items: unknown[], spec: unknown): unknown[] {
  const direction = numericValue(spec);
  if (direction === undefined) {
    const fields = parseSort(spec);
    return sortItems(items, (item) => (isDocument(item) ? item : {}), fields);
  }
  if (Number(direction) !== 1 && Number(direction) !== -1)
    throw badValue('The $sort element value must be either 1 or -1');
  return items.toSorted((a, b) => compareValues(a, b) * Number(direction));
}

/** `$push` with `$each`, `$position`, `$sort` and `$slice`. */
export function push(operand: unknown): Modify {
  const { items, options } = eachOf('$push', operand, ['$position', '$sort', '$slice']);
  const position = '$position' in options ? integer('$position', options.$position) : undefined;
  const slice = '$slice' in options ? integer('$slice', options.$slice) : undefined;
  return (old) => {
    let result = [...arrayOrNew('$push', old)];
    result.splice(position ?? result.length, 0, ...items);
    if ('$sort' in options) result = sorted(result, options.$sort);
    if (slice !== undefined) result = slice < 0 ? result.slice(slice) : result.slice(0, slice);
    return result;
  };
}

/** `$addToSet` with `$each`. */
export function addToSet(operand: unknown): Modify {
  const { items } = eachOf('$addToSet', operand, []);
  return (old) => {
    const result = [...arrayOrNew('$addToSet', old)];
    for (const item of items) {
      if (!result.some((other) => compareValues(other, item) === 0)) result.push(item);
    }
    return result;
  };
}

/** `$pull` by value, by operators, or by a filter on embedded documents. */
export function pull(operand: unknown): Modify {
  const matches = pullCondition(operand);
  return (old) => {
    if (old === undefined) return old;
    const array = arrayOrNew('$pull', old);
    const left = array.filter((item) => !matches(item));
    return left.length === array.length ? old : left;
  };
}

function pullCondition(operand: unknown): (item: unknown) => boolean {
  if (bsonType(operand) === 'BSONRegExp') return onValue(operand as BSONRegExp);
  if (!isDocument(operand)) return (item) => compareValues(item, operand) === 0;
  if (isOperatorDocument(operand)) return onValue(operand);
  const filter = compileFilter(operand);
  return (item) => isDocument(item) && filter(item);
}

/** A condition on the items themselves: each stands in for a field of a document. */
function onValue(condition: unknown): (item: unknown) => boolean {
  const filter = compileFilter({ item: condition });
  return (item) => filter({ item });
}

/** `$pullAll`: every listed value. */
export function pullAll(operand: unknown): Modify {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument');
  return (old) => {
    if (old === undefined) return old;
    const array = arrayOrNew('$pullAll', old);
    const left = array.filter((item) => !operand.some((value) => compareValues(item, value) === 0));
    return left.length === array.length ? old : left;
  };
}

/** `$pop`: the last (1) or first (−1) item. */
export function pop(operand: unknown): Modify {
  const end = Number(numericValue(operand) ?? 0);
  if (end !== 1 && end !== -1) throw new ServerError(9, '$pop expects 1 or -1');
  return (old) => {
    if (old === undefined) return old;
    if (!Array.isArray(old)) throw new ServerError(14, 'Path contains an element of non-array type');
    return end === 1 ? old.slice(0, -1) : old.slice(1);
  };
}
