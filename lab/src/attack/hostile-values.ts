import fc from 'fast-check';

/** Texts that have broken some program before: injections, traversals, controls, halves of characters, catastrophic patterns. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202e\u200b\ufeff',
  '👩‍👩‍👧‍👦'.repeat(50),
  'ﷺ'.repeat(100),
  'İ'.repeat(101),
  "'; DROP TABLE tool_groups; --",
  '$where',
  '{"$gt":""}',
  '$$ROOT',
  'a.b.$c',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '<script>alert(1)</script>',
  '{{7*7}}<%= 7*7 %>',
  '%00%ff',
  '\r\nset-cookie: x=1',
  'regex:(a+)+$',
  'regex:(',
  'regex:^(([a-z])+.)+[A-Z]([a-z])+$',
  '*a'.repeat(100),
  '[!-\u{10ffff}',
  '[',
  '1e999',
  '-0',
  'NaN',
  'true',
  'null',
  '00000000-0000-0000-0000-000000000000',
  '9007199254740993',
  '2026-02-30T25:61:61.000Z',
] as const;

/** A text that is made to do harm. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 50 }) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 20_000 }).map((length) => 'x'.repeat(length)) },
);

/** Any JSON value where another one belongs. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, -(2 ** 63), [], {}, [[]]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ $gt: '' }, { $where: 'sleep(1000)' }, { $ne: null }, { length: 1e9 }, [
      { x: 1 },
    ]),
  },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 60 }).map(nested) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 300, max: 5_000 })
      .map((length) => Array.from({ length }, (_, n) => `t${n}`)),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Bodies that are no JSON, or JSON that nobody should try to read. */
export const rawBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .constantFrom(
      '{',
      '{"a":',
      '[1,',
      '"',
      'tru',
      '{"a":1,}',
      '{"a":1}{"b":2}',
      '\u0000',
      'NaN',
      '{"__proto__":{"x":1}}',
      '﻿{}',
      '',
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(33, 1_000, 100_000).map((depth) => Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
  fc.constantFrom(20_000, 200_000).map((keys) => {
    const members = Array.from({ length: keys }, (_, n) => `"k${n}":0`);
    return Buffer.from(`{${members.join()}}`);
  }),
  fc.constant(6 * 1024 * 1024).map((length) => Buffer.alloc(length, 0x20)),
);

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}
