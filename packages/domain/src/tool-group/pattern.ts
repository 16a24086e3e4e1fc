import { RE2JS } from 're2js';
import { compileGlob } from './glob.ts';

/** How long a pattern may be, in UTF-16 code units, a `regex:` in front included. */
export const MAX_PATTERN_LENGTH = 256;

/** What an RE2 expression in place of a glob begins with. */
export const REGEX_PREFIX = 'regex:';

/** The pattern that every value fits. */
export const ANY = '*';

/** Decides whether a value fits a pattern, ignoring case. */
export type PatternMatcher = (value: string) => boolean;

/** A value, and the same in lower case: made once for all patterns that look at it. */
export interface FoldedText {
  readonly text: string;
  readonly folded: string;
}

/** Makes ready a value for {@link compileFoldedPattern}. */
export function foldText(text: string): FoldedText {
  return { text, folded: text.toLowerCase() };
}

/**
 * Compiles a pattern: `regex:` and an RE2 expression that must match from the value's start (not to its end), or else a glob that must
 * match all of it. Throws an `Error` whose message says what is wrong; nothing it answers takes more than linear time in the value.
 */
export function compilePattern(pattern: string): PatternMatcher {
  const matches = compileFoldedPattern(pattern);
  return (value) => matches(foldText(value));
}

/** As {@link compilePattern}, for values that are folded already. */
export function compileFoldedPattern(pattern: string): (value: FoldedText) => boolean {
  const fault = lengthFault(pattern);
  if (fault !== undefined) throw new Error(fault);
  if (pattern === ANY) return () => true;
  if (isRegex(pattern)) {
    const matches = compileRegex(pattern.slice(REGEX_PREFIX.length));
    return ({ text }) => matches(text);
  }
  const matches = compileGlob(pattern.toLowerCase());
  return ({ folded }) => matches(folded);
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

/** Whether a pattern is an expression, which costs some ten times what a glob costs. */
export function isRegex(pattern: string): boolean {
  return pattern.startsWith(REGEX_PREFIX);
}

function lengthFault(pattern: string): string | undefined {
  if (pattern === '') return 'must not be empty';
  if (pattern === REGEX_PREFIX) return `must have an expression after ${REGEX_PREFIX}`;
  if (pattern.length > MAX_PATTERN_LENGTH) return `must have at most ${MAX_PATTERN_LENGTH} characters`;
  return undefined;
}

function compileRegex(expression: string): PatternMatcher {
  // Alone first: what is put around it must not make an expression of what is none.
  const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  // A quotation goes to the expression's end, and would take in the bracket.
  if (expression.includes('\\Q')) return (value) => compiled.matcher(value).lookingAt();
  // Only a test without groups runs on the library's automaton, which is several times faster than a matcher.
  const anchored = RE2JS.compile(`\\A(?:${expression})`, RE2JS.CASE_INSENSITIVE);
  return (value) => anchored.test(value);
}
