import type { BSONRegExp } from 'bson';
import { notServed, ServerError } from '../errors.ts';

const SERVED_ESCAPES = /[dDwWsSbBtnrfv0xpP1-9k]/;
const SYNTAX = /[\\^$.*+?()[\]{}|/]/;

function translateEscape(char: string, isInClass: boolean): string {
  if (/[A-Za-z0-9]/.test(char)) {
    if (!SERVED_ESCAPES.test(char)) throw notServed(`the escape \\${char} in a regular expression`);
    return `\\${char}`;
  }
  if (SYNTAX.test(char) || (isInClass && char === '-')) return `\\${char}`;
  return char;
}

/**
 * PCRE takes a backslash before any punctuation as that character, JavaScript's strict mode refuses it;
 * strict mode is wanted because it refuses what it would otherwise read in another way than PCRE.
 */
function translate(pattern: string): string {
  let result = '';
  let isInClass = false;
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern[i] as string;
    if (char === '\\' && i + 1 < pattern.length) {
      i += 1;
      result += translateEscape(pattern[i] as string, isInClass);
      continue;
    }
    if (char === '[' && !isInClass) isInClass = true;
    else if (char === '[') {
      if (/[:.=]/.test(pattern[i + 1] ?? '')) throw notServed('a POSIX class in a regular expression');
      result += '\\[';
      continue;
    } else if (char === ']') isInClass = false;
    result += char;
  }
  return result;
}

/**
 * A JavaScript expression for a stored regular expression (options i, m, s, u). What JavaScript would read
 * in another way than PCRE, or not at all, is refused.
 */
export function compileRegex(pattern: string, options = ''): RegExp {
  const flags = new Set(['u']);
  for (const option of options) {
    if (!'imsu'.includes(option)) throw notServed(`the regular expression option '${option}'`);
    flags.add(option);
  }
  const source = translate(pattern);
  try {
    return new RegExp(source, [...flags].join(''));
  } catch (cause) {
    throw new ServerError(51091, `Regular expression is invalid: ${(cause as Error).message}`);
  }
}

/** Compiles a BSON regular expression. */
export function regexOf(value: BSONRegExp): RegExp {
  return compileRegex(value.pattern, value.options);
}
