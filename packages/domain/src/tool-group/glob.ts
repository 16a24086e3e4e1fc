type Token = '*' | ((character: string) => boolean);

const ANY_CHARACTER: Token = () => true;

/**
 * Compiles a glob with the meaning of Python's fnmatch: `*` any characters (`/` too), `?` one, `[…]` one of a set, `[!…]` one outside it;
 * there is no escape but a set of one. Matching a value takes at most pattern length × value length steps, whatever the pattern.
 */
export function compileGlob(glob: string): (value: string) => boolean {
  const tokens = tokenize(Array.from(glob));
  return (value) => matches(tokens, Array.from(value));
}

function tokenize(glob: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at];
    const end = character === '[' ? endOfSet(glob, at + 1) : -1;
    if (end !== -1) {
      tokens.push(setOf(glob.slice(at + 1, end)));
      at = end;
    } else if (character === '*') {
      // Runs of stars mean the same as one, and would only cost steps.
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (character === '?') {
      tokens.push(ANY_CHARACTER);
    } else {
      tokens.push((other) => other === character);
    }
  }
  return tokens;
}

/** Where the set that begins at `start` is closed, −1 if it is not; a `]` in first place belongs to the set. */
function endOfSet(glob: readonly string[], start: number): number {
  const first = glob[start] === '!' ? start + 1 : start;
  return glob.indexOf(']', first + 1);
}

function setOf(body: readonly string[]): Token {
  const isNegated = body[0] === '!';
  const ranges: (readonly [string, string])[] = [];
  for (let at = isNegated ? 1 : 0; at < body.length; ) {
    const from = body[at] as string;
    const to = body[at + 1] === '-' ? body[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    at += to === undefined ? 1 : 3;
  }
  return (character) => ranges.some((range) => isBetween(character, range)) !== isNegated;
}

function isBetween(character: string, [from, to]: readonly [string, string]): boolean {
  const code = codePoint(character);
  return codePoint(from) <= code && code <= codePoint(to);
}

const codePoint = (character: string) => character.codePointAt(0) ?? 0;

/**
 * Reads the value once and goes back only to the last star passed: what an earlier star could still take, the last one can take as
 * well. So no pattern makes it exponential.
 */
function matches(tokens: readonly Token[], value: readonly string[]): boolean {
  let token = 0;
  let star = -1;
  let resumeAt = 0;
  for (let at = 0; at < value.length; ) {
    const current = tokens[token];
    if (current === '*') {
      star = token;
      resumeAt = at;
      token += 1;
    } else if (current?.(value[at] as string)) {
      token += 1;
      at += 1;
    } else if (star !== -1) {
      resumeAt += 1;
      at = resumeAt;
      token = star + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((rest) => rest === '*');
}
