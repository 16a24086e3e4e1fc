/** A piece of a glob: any characters, or a test of one character. */
export type GlobToken = '*' | LiteralToken | { readonly accepts: (codePoint: number) => boolean };

interface LiteralToken {
  /** One character. */
  readonly literal: string;
  readonly accepts: (codePoint: number) => boolean;
}

/** Whether the token is one certain character. */
export function isLiteral(token: GlobToken): token is LiteralToken {
  return token !== '*' && 'literal' in token;
}

/** Reads a glob; a `[` that nothing closes is a character. Runs of stars are one star. */
export function tokenizeGlob(glob: string): readonly GlobToken[] {
  const characters = Array.from(glob);
  const tokens: GlobToken[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    const end = character === '[' ? endOfSet(characters, at + 1) : -1;
    if (end !== -1) {
      tokens.push(setOf(characters.slice(at + 1, end)));
      at = end;
    } else if (character === '*') {
      // Runs of stars mean the same as one, and would only cost steps.
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (character === '?') {
      tokens.push({ accepts: () => true });
    } else {
      const code = codePoint(character);
      tokens.push({ literal: character, accepts: (other) => other === code });
    }
  }
  return tokens;
}

/** Where the set that begins at `start` is closed, −1 if it is not; a `]` in first place belongs to the set. */
function endOfSet(glob: readonly string[], start: number): number {
  const first = glob[start] === '!' ? start + 1 : start;
  return glob.indexOf(']', first + 1);
}

function setOf(body: readonly string[]): GlobToken {
  const isNegated = body[0] === '!';
  const ranges: (readonly [number, number])[] = [];
  for (let at = isNegated ? 1 : 0; at < body.length; ) {
    const from = codePoint(body[at] as string);
    const to = body[at + 1] === '-' ? body[at + 2] : undefined;
    ranges.push([from, to === undefined ? from : codePoint(to)]);
    at += to === undefined ? 1 : 3;
  }
  return { accepts: (code) => ranges.some(([from, to]) => from <= code && code <= to) !== isNegated };
}

const codePoint = (character: string) => character.codePointAt(0) ?? 0;
