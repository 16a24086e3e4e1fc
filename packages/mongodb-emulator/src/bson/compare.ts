import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import type { Doc } from './codec.ts';
import { binaryBytes, Kind, kindOf, numericValue } from './values.ts';

function compareNumbers(a: unknown, b: unknown): number {
  const x = numericValue(a) as number | bigint;
  const y = numericValue(b) as number | bigint;
  if (x < y) return -1;
  if (x > y) return 1;
  return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
}

function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareDocuments(a: Doc, b: Doc): number {
  const x = Object.keys(a);
  const y = Object.keys(b);
  for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
    const [p, q] = [x[i] as string, y[i] as string];
    const order = kindOf(a[p]) - kindOf(b[q]) || compareStrings(p, q) || compareValues(a[p], b[q]);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

function compareBinary(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(binaryBytes(a), binaryBytes(b));
}

function compareSameKind(kind: number, a: unknown, b: unknown): number {
  switch (kind) {
    case Kind.number:
      return compareNumbers(a, b);
    case Kind.string:
      return compareStrings(String(a), String(b));
    case Kind.object:
      return compareDocuments(a as Doc, b as Doc);
    case Kind.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case Kind.binary:
      return compareBinary(a as Binary, b as Binary);
    case Kind.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case Kind.boolean:
      return Number(a) - Number(b);
    case Kind.date:
      return (a as Date).getTime() - (b as Date).getTime();
    case Kind.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case Kind.regex:
      return (
        compareStrings((a as BSONRegExp).pattern, (b as BSONRegExp).pattern) ||
        compareStrings((a as BSONRegExp).options, (b as BSONRegExp).options)
      );
    default:
      return 0;
  }
}

/**
 * Total order of values: by type class, then by value; numbers of all types by their exact value, NaN
 * lowest; strings by their UTF-8 bytes. Negative, zero or positive. Source: the manual's "Comparison/Sort Order".
 */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const kind = kindOf(a);
  return kind - kindOf(b) || compareSameKind(kind, a, b);
}
