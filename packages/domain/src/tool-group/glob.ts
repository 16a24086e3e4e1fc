import { GlobAutomaton } from './glob-automaton.ts';
import { type GlobToken, isLiteral, tokenizeGlob } from './glob-tokens.ts';

/**
 * Compiles a glob with the meaning of Python's fnmatch: `*` any characters (`/` too), `?` one, `[…]` one of a set, `[!…]` one outside it;
 * there is no escape but a set of one. Matching takes time in proportion to the value's length, whatever the pattern: text between stars
 * is searched for from left to right, and what has `?` or sets in it goes through a {@link GlobAutomaton} if it holds the glob's texts at all.
 */
export function compileGlob(glob: string): (value: string) => boolean {
  const tokens = tokenizeGlob(glob);
  const isWellFormed = glob.isWellFormed();
  const texts = isWellFormed ? textsBetweenStars(tokens) : undefined;
  if (texts !== undefined) return searchFor(texts);
  const automaton = new GlobAutomaton(tokens);
  const least = tokens.filter((token) => token !== '*').length;
  const needed = isWellFormed ? textsIn(tokens) : [];
  // Most values are told apart by their length, or by a text that they lack.
  return (value) => value.length >= least && holdsInOrder(value, needed) && automaton.accepts(value);
}

/** The texts that the glob holds, wherever they are. */
function textsIn(tokens: readonly GlobToken[]): readonly string[] {
  const texts = [''];
  for (const token of tokens) {
    if (token !== '*' && isLiteral(token)) texts.push(`${texts.pop()}${token.literal}`);
    else if (texts.at(-1) !== '') texts.push('');
  }
  return texts.filter((text) => text !== '');
}

function holdsInOrder(value: string, texts: readonly string[]): boolean {
  let from = 0;
  for (const text of texts) {
    const at = value.indexOf(text, from);
    if (at === -1) return false;
    from = at + text.length;
  }
  return true;
}

/** The texts before, between and after the stars; `undefined` for a glob that holds more than text and stars. */
function textsBetweenStars(tokens: readonly GlobToken[]): readonly string[] | undefined {
  const texts = [''];
  for (const token of tokens) {
    if (token === '*') texts.push('');
    else if (isLiteral(token)) texts.push(`${texts.pop()}${token.literal}`);
    else return undefined;
  }
  return texts;
}

/** What is found leftmost leaves most room for what follows, so nothing is ever searched for twice. */
function searchFor(texts: readonly string[]): (value: string) => boolean {
  const [first = '', ...rest] = texts;
  const last = rest.pop();
  if (last === undefined) return (value) => value === first;
  const [only] = rest;
  if (only !== undefined && `${first}${last}` === '' && rest.length === 1)
    return (value) => value.includes(only);
  return (value) => {
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    let from = first.length;
    for (const text of rest) {
      const at = value.indexOf(text, from);
      if (at === -1) return false;
      from = at + text.length;
    }
    return from + last.length <= value.length;
  };
}
