import { type Binary, type Double, Int32, Long } from 'bson';
import { notServed, ServerError } from '../errors.ts';
import type { Doc } from './codec.ts';

/**
 * The order of BSON types among each other, as the manual's "Comparison/Sort Order" gives it. An empty
 * array in a sort key or index sorts below null.
 */
export const Kind = {
  minKey: 0x01,
  emptyArray: 0x02,
  null: 0x03,
  number: 0x04,
  string: 0x05,
  object: 0x06,
  array: 0x07,
  binary: 0x08,
  objectId: 0x09,
  boolean: 0x0a,
  date: 0x0b,
  timestamp: 0x0c,
  regex: 0x0d,
  maxKey: 0xfd,
} as const;

/** The place of a sort key or index entry of an empty array: below null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** The name of a BSON class (`Int32`, `Binary`, …), undefined for plain values. */
export function bsonType(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { _bsontype?: string })._bsontype
    : undefined;
}

/** Whether a value is an embedded document: an object that is no array, date or BSON class. */
export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    (value as { _bsontype?: string })._bsontype === undefined
  );
}

const KIND_OF_CLASS: Record<string, number> = {
  Int32: Kind.number,
  Double: Kind.number,
  Long: Kind.number,
  ObjectId: Kind.objectId,
  Binary: Kind.binary,
  Timestamp: Kind.timestamp,
  BSONRegExp: Kind.regex,
  BSONSymbol: Kind.string,
  MinKey: Kind.minKey,
  MaxKey: Kind.maxKey,
};

function kindOfObject(value: object): number {
  const type = bsonType(value);
  if (type !== undefined) {
    const kind = KIND_OF_CLASS[type];
    if (kind === undefined) throw notServed(`comparing a value of type ${type}`);
    return kind;
  }
  if (Array.isArray(value)) return Kind.array;
  return value instanceof Date ? Kind.date : Kind.object;
}

/** The type class a value is compared in; a missing value counts as null. Decimal128, Code and DBRef are refused. */
export function kindOf(value: unknown): number {
  if (value === undefined || value === null) return Kind.null;
  if (value === EMPTY_ARRAY) return Kind.emptyArray;
  switch (typeof value) {
    case 'string':
      return Kind.string;
    case 'boolean':
      return Kind.boolean;
    case 'number':
    case 'bigint':
      return Kind.number;
    default:
      return kindOfObject(value as object);
  }
}

/** The numeric value: a number, or a bigint for a Long that no number holds exactly; undefined if not numeric. */
export function numericValue(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  switch (bsonType(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value;
    case 'Long': {
      const number = (value as Long).toNumber();
      return Number.isSafeInteger(number) ? number : (value as Long).toBigInt();
    }
    default:
      return undefined;
  }
}

/** A whole number out of a command's field (`limit`, `batchSize`, …), `fallback` when it is missing. */
export function wholeNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  const number = Number(numericValue(value) ?? Number.NaN);
  if (!Number.isSafeInteger(number)) throw new ServerError(14, `${name} must be a whole number`);
  return number;
}

/** Whether a command's flag is set; numbers count by being other than zero, as on the server. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const number = numericValue(value);
  return number !== undefined && Number(number) !== 0;
}

/** The bytes of binary data without the unused end of its buffer. */
export function binaryBytes(value: Binary): Uint8Array {
  return value.buffer.subarray(0, value.position);
}

/** Copies arrays and documents; everything else is never changed in place and is shared. */
export function cloneValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T;
  if (!isDocument(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) setField(copy, key, cloneValue(value[key]));
  return copy as T;
}

/** Sets a field as an own one, whatever its name (`__proto__` is a name like any other). */
export function setField(doc: Doc, key: string, value: unknown): void {
  if (key !== '__proto__') doc[key] = value;
  else Object.defineProperty(doc, key, { value, enumerable: true, configurable: true, writable: true });
}

/** An own field of a document, undefined when there is none. */
export function getField(doc: Doc, key: string): unknown {
  return Object.hasOwn(doc, key) ? doc[key] : undefined;
}

const ALIASES: Record<string, string> = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  ObjectId: 'objectId',
  Binary: 'binData',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  Decimal128: 'decimal',
  Code: 'javascript',
  DBRef: 'object',
};

/** The alias `$type` uses for a value's type (`int`, `objectId`, …), `missing` when there is none. */
export function typeAlias(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  if (typeof value === 'bigint') return 'long';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return ALIASES[bsonType(value) ?? ''] ?? 'object';
}

/** The smallest of int, long and double that an integer result fits, as the server's arithmetic does. */
export function integerValue(value: bigint, isLong: boolean): Int32 | Long {
  if (!isLong && value >= -0x80000000n && value <= 0x7fffffffn) return new Int32(Number(value));
  if (value < -0x8000000000000000n || value > 0x7fffffffffffffffn) {
    throw badOverflow();
  }
  return Long.fromBigInt(value);
}

function badOverflow(): ServerError {
  return new ServerError(2, 'Failed to apply $inc or $mul: the result does not fit a 64-bit integer');
}
