import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

const faultOf = (text: string) => oneLine(20).safeParse(text).error?.issues[0]?.message;

test.each(['Orders', ' Orders ', 'فواتير', 'می\u200cخواهم', '👩\u200d🚒 crew', 'a\u200eb'])(
  '%j is a name',
  (text) => {
    expect(faultOf(text)).toBeUndefined();
  },
);

test.each(['', '  ', '\u200b\u200b', '\u2060', '\u3164', '\ufe0f'])(
  '%j shows nothing, so it is none',
  (text) => {
    expect(faultOf(text)).toBe('must not be blank');
  },
);

test.each(['a\nb', 'a\u0007', 'a\u2028b', 'invoice\u202Egnp.exe', 'a\u2066b', 'a\u2069b'])(
  '%j is not what it seems to be, or more than a line',
  (text) => {
    expect(faultOf(text)).toMatch(/^must be one line/);
  },
);
