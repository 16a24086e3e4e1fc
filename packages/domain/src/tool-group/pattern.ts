import { RE2JS } from 're2js';
import { compileGlob } from './glob.ts';

/** How long a pattern may be, in UTF-16 code units, a `regex:` in front included. */
export const MAX_PATTERN_LENGTH = 256;

/** How long an expression may be with its counted repetitions written out: that is what it costs to compile and to keep. */
const MAX_WRITTEN_OUT_LENGTH = 1_000;

/** What a class of Unicode characters such as `\pL` costs, in other characters: it stands for hundreds of ranges. */
const UNICODE_CLASS_LENGTH = 20;

/** So many compiled expressions are kept: the same ones are checked, previewed and matched. */
const REMEMBERED_EXPRESSIONS = 200;

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

/** What a pattern costs to compile, about: the characters of an expression when it is written out. A glob costs nothing. */
export function compilingCost(pattern: string): number {
  return isRegex(pattern) ? writtenOutLength(pattern.slice(REGEX_PREFIX.length)) : 0;
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

const compiledExpressions = new Map<string, PatternMatcher>();

function compileRegex(expression: string): PatternMatcher {
  const known = compiledExpressions.get(expression);
  const matches = known ?? compileUnknown(expression);
  compiledExpressions.delete(expression);
  compiledExpressions.set(expression, matches);
  const [longestUnused] = compiledExpressions.keys();
  if (compiledExpressions.size > REMEMBERED_EXPRESSIONS && longestUnused !== undefined)
    compiledExpressions.delete(longestUnused);
  return matches;
}

function compileUnknown(expression: string): PatternMatcher {
  if (writtenOutLength(expression) > MAX_WRITTEN_OUT_LENGTH)
    throw new Error(`repeats more than ${MAX_WRITTEN_OUT_LENGTH} characters when it is written out`);
  // Alone first: what is put around it must not make an expression of what is none.
  const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  // A quotation goes to the expression's end, and would take in the bracket.
  if (expression.includes('\\Q')) return (value) => compiled.matcher(value).lookingAt();
  // Only a test without groups runs on the library's automaton, which is several times faster than a matcher.
  const anchored = RE2JS.compile(`\\A(?:${expression})`, RE2JS.CASE_INSENSITIVE);
  return (value) => anchored.test(value);
}

/**
 * How long an expression is with its counted repetitions written out, or more: one that follows a group repeats all there is, any other the
 * character before it. Where there are quotations it is not known what a repetition follows.
 */
function writtenOutLength(expression: string): number {
  const isQuoting = expression.includes('\\Q');
  const classes = expression.match(/\\[pP]/g)?.length ?? 0;
  let times = 1;
  let length = expression.length + classes * UNICODE_CLASS_LENGTH;
  for (const [, before, least, most] of expression.matchAll(/(.?)\{(\d+),?(\d*)\}/gs)) {
    const count = Math.max(1, Number(least), Number(most));
    // RE2 repeats up to a thousand times: a larger number is that of a character, or refused.
    if (count > 1_000) continue;
    if (before === ')' || isQuoting) times *= count;
    else length += count * (classes > 0 ? UNICODE_CLASS_LENGTH : 1);
  }
  return times * length;
}
