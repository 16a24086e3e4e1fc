import type { BSONRegExp } from 'bson';
import { compareValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { bsonType, isDocument, Kind, kindOf, numericValue, typeAlias } from '../bson/values.ts';
import { badValue, notServed } from '../errors.ts';
import type { LeafTest } from './path.ts';
import { regexOf } from './regex.ts';

const INDEXED_IN_FROM = 16;

/** A test of a leaf against a regular expression: strings by searching, a stored expression by equality. */
export function regexTest(value: BSONRegExp): LeafTest {
  const regex = regexOf(value);
  return (leaf) =>
    (typeof leaf === 'string' && regex.test(leaf)) ||
    (bsonType(leaf) === 'BSONRegExp' && compareValues(leaf, value) === 0);
}

/** Equality with an operand; null also matches a missing value. */
export function equalityTest(operand: unknown): LeafTest {
  if (operand === null || operand === undefined) return (leaf) => leaf === null || leaf === undefined;
  if (typeof operand === 'string') return (leaf) => leaf === operand;
  const kind = kindOf(operand);
  return (leaf) => leaf !== undefined && kindOf(leaf) === kind && compareValues(leaf, operand) === 0;
}

function isNotANumber(value: unknown): boolean {
  return Number.isNaN(numericValue(value));
}

/** `$gt`, `$gte`, `$lt`, `$lte`: within the operand's type class only; NaN is only equal to itself. */
export function rangeTest(operator: string, operand: unknown): LeafTest {
  const kind = kindOf(operand);
  const accepts: Record<string, (order: number) => boolean> = {
    $gt: (order) => order > 0,
    $gte: (order) => order >= 0,
    $lt: (order) => order < 0,
    $lte: (order) => order <= 0,
  };
  const accept = accepts[operator] as (order: number) => boolean;
  if (kind === Kind.regex) throw badValue(`Can't have RegEx as arg to predicate over field`);
  if (kind === Kind.minKey || kind === Kind.maxKey) {
    return (leaf) => leaf !== undefined && accept(compareValues(leaf, operand));
  }
  const isOperandNaN = isNotANumber(operand);
  return (leaf) => {
    if (kindOf(leaf) !== kind) return false;
    if (kind === Kind.number && (isOperandNaN || isNotANumber(leaf))) {
      return isOperandNaN && isNotANumber(leaf) && accept(0);
    }
    return accept(compareValues(leaf, operand));
  };
}

function listOperand(operator: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  return operand;
}

/** `$in`: equality with any item; items may be regular expressions. Long lists are looked up, not walked. */
export function membershipTest(operator: string, operand: unknown): LeafTest {
  const items = listOperand(operator, operand);
  if (items.some((item) => isDocument(item) && Object.keys(item)[0]?.startsWith('$') && !('$ref' in item))) {
    throw badValue(`cannot nest $ under ${operator}`);
  }
  const regexes = items.filter((item) => bsonType(item) === 'BSONRegExp');
  const values = items.filter((item) => bsonType(item) !== 'BSONRegExp');
  const tests = regexes.map((regex) => regexTest(regex as BSONRegExp));
  if (values.length < INDEXED_IN_FROM) tests.push(...values.map(equalityTest));
  else {
    const keys = new Set(values.map((value) => encodeKey(value).toString('latin1')));
    const hasNull = values.includes(null);
    tests.push((leaf) => (leaf === undefined ? hasNull : keys.has(encodeKey(leaf).toString('latin1'))));
  }
  return (leaf) => tests.some((test) => test(leaf));
}

/** `$mod`: [divisor, remainder], both truncated to integers. */
export function modTest(operand: unknown): LeafTest {
  if (!Array.isArray(operand) || operand.length !== 2) throw badValue('malformed mod, needs two numbers');
  const [divisor, remainder] = operand.map((item) => {
    const value = numericValue(item);
    if (value === undefined || Number.isNaN(value)) throw badValue('malformed mod, not a number');
    return typeof value === 'bigint' ? value : BigInt(Math.trunc(value));
  }) as [bigint, bigint];
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (leaf) => {
    const value = numericValue(leaf);
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return false;
    return (typeof value === 'bigint' ? value : BigInt(Math.trunc(value))) % divisor === remainder;
  };
}

const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};

const TYPE_ALIASES = new Set([...Object.values(TYPE_NUMBERS), 'number']);
const NUMBER_TYPES = ['int', 'long', 'double', 'decimal'];

/** `$type` by alias or number, or a list of them. */
export function typeTest(operand: unknown): LeafTest {
  const wanted = new Set<string>();
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    const number = numericValue(item);
    const alias = number === undefined ? item : TYPE_NUMBERS[Number(number)];
    if (typeof alias !== 'string' || !TYPE_ALIASES.has(alias)) {
      throw badValue(`Unknown type name alias or number: ${String(item)}`);
    }
    for (const name of alias === 'number' ? NUMBER_TYPES : [alias]) wanted.add(name);
  }
  return (leaf) => wanted.has(typeAlias(leaf));
}

/** `$size`: arrays of exactly this length. */
export function sizeTest(operand: unknown): LeafTest {
  const size = Number(numericValue(operand) ?? Number.NaN);
  if (!Number.isInteger(size) || size < 0) throw badValue('$size needs a number that is not negative');
  return (leaf) => Array.isArray(leaf) && leaf.length === size;
}

/** Why an operator is not taken: served by the real server only, or unknown to it as well. */
export function unknownOperator(operator: string): Error {
  const known =
    /^\$(text|where|near|nearSphere|geo\w+|jsonSchema|bits\w+|sampleRate|rand|alwaysTrue|alwaysFalse)$/;
  return known.test(operator)
    ? notServed(`the operator ${operator}`)
    : badValue(`unknown operator: ${operator}`);
}
