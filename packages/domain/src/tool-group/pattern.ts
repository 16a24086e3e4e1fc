import { RE2JS } from 're2js';
import { compileGlob } from './glob.ts';

/** How long a pattern may be, in UTF-16 code units, a `regex:` in front included. */
export const MAX_PATTERN_LENGTH = 256;

/** What an RE2 expression in place of a glob begins with. */
export const REGEX_PREFIX = 'regex:';

/** Decides whether a value fits a pattern, ignoring case. */
export type PatternMatcher = (value: string) => boolean;

/**
 * Compiles a pattern: `regex:` and an RE2 expression that must match from the value's start (not to its end), or else a glob that must
 * match all of it. Throws an `Error` whose message says what is wrong; nothing it answers takes more than linear time in the value.
 */
export function compilePattern(pattern: string): PatternMatcher {
  const fault = lengthFault(pattern);
  if (fault !== undefined) throw new Error(fault);
  if (pattern === '*') return () => true;
  if (pattern.startsWith(REGEX_PREFIX)) return compileRegex(pattern.slice(REGEX_PREFIX.length));
  const matches = compileGlob(pattern.toLowerCase());
  return (value) => matches(value.toLowerCase());
}

/** What is wrong with a pattern, `undefined` for one that {@link compilePattern} accepts. */
export function patternFault(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lengthFault(pattern: string): string | undefined {
  if (pattern === '') return 'must not be empty';
  if (pattern === REGEX_PREFIX) return `must have an expression after ${REGEX_PREFIX}`;
  if (pattern.length > MAX_PATTERN_LENGTH) return `must have at most ${MAX_PATTERN_LENGTH} characters`;
  return undefined;
}

function compileRegex(expression: string): PatternMatcher {
  const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  return (value) => compiled.matcher(value).lookingAt();
}
