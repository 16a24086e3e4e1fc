import { Binary, BSONRegExp, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import { expect, it } from 'vitest';
import { compareValues } from './compare.ts';
import { encodeCompoundKey, encodeKey } from './key-encoding.ts';

const values: unknown[] = [
  new MinKey(),
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  Long.MIN_VALUE,
  new Double(-1.5),
  new Int32(-1),
  0,
  new Double(5e-324),
  0.1,
  new Int32(1),
  2 ** 31,
  Long.fromString('9007199254740992'),
  Long.fromString('9007199254740993'),
  Long.fromString('9007199254740994'),
  Long.fromString('9223372036854775806'),
  Long.MAX_VALUE,
  2 ** 63,
  Number.POSITIVE_INFINITY,
  '',
  '\u0000',
  '\u0000a',
  'a',
  'a\u0000',
  'a\u0000b',
  'aa',
  'b',
  'é',
  '\uffff',
  '\u{1f600}',
  {},
  { a: 1 },
  { a: 1, b: 1 },
  { b: 1 },
  { a: 'x' },
  [],
  [1],
  [1, 2],
  [2],
  [['x']],
  new Binary(Buffer.from([])),
  new Binary(Buffer.from([1])),
  new Binary(Buffer.from([2])),
  new UUID('0d7f9d4e-5b0c-4a5e-8a50-0a1b2c3d4e5f'),
  new ObjectId('000000000000000000000001'),
  new ObjectId('ff0000000000000000000000'),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Date('2026-11-21T10:00:00.000Z'),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 2, i: 0 }),
  new BSONRegExp('a', ''),
  new BSONRegExp('a', 'i'),
  new MaxKey(),
];

it('Keys compare as their values do, in both directions', () => {
  for (const a of values) {
    for (const b of values) {
      const order = Math.sign(compareValues(a, b));
      expect(Buffer.compare(encodeKey(a), encodeKey(b)), `${String(a)} and ${String(b)}`).toBe(order);
      expect(Buffer.compare(encodeKey(b, -1), encodeKey(a, -1))).toBe(order);
    }
  }
});

it('A compound key compares by its first value that differs', () => {
  for (const a of values) {
    for (const b of values) {
      const first = Math.sign(compareValues(a, b));
      const keys = [encodeCompoundKey([a, 2], [-1, 1]), encodeCompoundKey([b, 1], [-1, 1])] as const;
      expect(Buffer.compare(...keys)).toBe(first === 0 ? 1 : -first);
    }
  }
});

it('Equal numbers of different types have the same key', () => {
  const ones = [1, new Int32(1), new Double(1), Long.ONE].map((one) => encodeKey(one).toString('hex'));
  expect(new Set(ones).size).toBe(1);
  expect(encodeKey(-0)).toEqual(encodeKey(0));
});

it('No key starts like the end of a range of prefixes', () => {
  for (const value of values) {
    for (const direction of [1, -1] as const) {
      const first = encodeKey(value, direction)[0] as number;
      expect(first > 0 && first < 0xff).toBe(true);
    }
  }
});
