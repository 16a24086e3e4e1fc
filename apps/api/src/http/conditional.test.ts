import { describe, expect, it } from 'vitest';
import { etagOf, isNotModified, revisionOfIfMatch, waitSecondsOf } from './conditional.ts';

describe('If-Match', () => {
  it('names the revision of an ETag', () => {
    expect(revisionOfIfMatch(etagOf(7))).toBe(7);
    expect(revisionOfIfMatch(' "0" ')).toBe(0);
  });

  it('names none when it is not there, or when any will do', () => {
    expect([revisionOfIfMatch(undefined), revisionOfIfMatch('*')]).toEqual([undefined, undefined]);
  });

  it.each(['', '7', 'W/"7"', '"7', '"-7"', '"7.0"', '"7", "8"', '"0x7"', '"9999999999999999"'])(
    'refuses %j',
    (header) => {
      expect(() => revisionOfIfMatch(header)).toThrow('at If-Match: must be');
    },
  );
});

describe('If-None-Match', () => {
  it('is compared weakly, and may name several', () => {
    expect(isNotModified('"6", W/"7"', 7)).toBe(true);
    expect(isNotModified('*', 7)).toBe(true);
    expect(isNotModified('"70"', 7)).toBe(false);
    expect(isNotModified('7', 7)).toBe(false);
    expect(isNotModified(undefined, 7)).toBe(false);
  });
});

describe('Prefer', () => {
  it.each([
    ['wait=2', 2],
    ['Wait = 5', 5],
    ['respond-async, wait=10', 10],
    ['handling=lenient; wait="3"', 3],
    ['wait=3600', 30],
    ['wait=0', 0],
    ['wait=-1', 0],
    ['wait=1.5', 0],
    ['wait=abc', 0],
    ['await=7', 0],
    ['', 0],
    [undefined, 0],
  ])('%j waits %i seconds', (header, seconds) => {
    expect(waitSecondsOf(header)).toBe(seconds);
  });
});
