import { Double } from 'bson';
import { bsonType, integerValue, numericValue } from '../bson/values.ts';
import { notServed, ServerError } from '../errors.ts';

function isLong(value: unknown): boolean {
  return bsonType(value) === 'Long' || typeof value === 'bigint';
}

function isInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  return bsonType(value) === 'Int32' || isLong(value);
}

/** Whether a value is a number that is computed with; Decimal128 is refused. */
export function isNumeric(value: unknown): boolean {
  if (bsonType(value) === 'Decimal128') throw notServed('arithmetic on Decimal128');
  return numericValue(value) !== undefined;
}

function combine(
  a: unknown,
  b: unknown,
  ofIntegers: (x: bigint, y: bigint) => bigint,
  ofDoubles: (x: number, y: number) => number,
): unknown {
  const x = numericValue(a);
  const y = numericValue(b);
  if (x === undefined || y === undefined) throw new ServerError(14, 'only numbers can be computed with');
  if (isInteger(a) && isInteger(b))
    return integerValue(ofIntegers(BigInt(x), BigInt(y)), isLong(a) || isLong(b));
  return new Double(ofDoubles(Number(x), Number(y)));
}

/** The sum in the wider of both types; int becomes long when it does not fit, long beyond 64 bits is an error. */
export function addNumbers(a: unknown, b: unknown): unknown {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

/** The difference, typed as `addNumbers` does. */
export function subtractNumbers(a: unknown, b: unknown): unknown {
  return combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
}

/** The product, typed as `addNumbers` does. */
export function multiplyNumbers(a: unknown, b: unknown): unknown {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}
