import { REGEX_PREFIX } from './pattern.ts';

/** What stands in a pattern for other characters than itself. */
const MEANING = /[*?[\]^$.|()+\\{}]+/;

/**
 * How near a value comes to a pattern that it does not fit, from 0 to 1: the share of the pattern's pairs of neighbouring characters that
 * the value has as well, whatever their case. Takes time in proportion to the value's length.
 */
export function nearnessTo(pattern: string): (value: string) => number {
  const text = pattern.startsWith(REGEX_PREFIX) ? pattern.slice(REGEX_PREFIX.length) : pattern;
  const wanted = new Set(text.toLowerCase().split(MEANING).flatMap(pairsOf));
  if (wanted.size === 0) return () => 0;
  return (value) => {
    const found = new Set(pairsOf(value.toLowerCase()).filter((pair) => wanted.has(pair)));
    return found.size / wanted.size;
  };
}

function pairsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
