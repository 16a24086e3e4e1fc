import type { GlobToken } from './glob-tokens.ts';

const BITS = 32;

/** The characters that nearly all texts are of are found without a search. */
const TABLED = 128;

/** Of how many others what was found out is kept. */
const REMEMBERED = 1_024;

/**
 * Follows all ways through a glob at once: a bit for each place between its characters that the value read so far can lead to. Each
 * character of a value costs {@link GlobAutomaton.width} steps, so no pattern is worse than its length.
 */
export class GlobAutomaton {
  /** Steps a character: one for every 32 characters of the glob. */
  readonly width: number;
  readonly #tests: readonly ((codePoint: number) => boolean)[];
  /** The places that a star lets stay. */
  readonly #stays: Int32Array;
  readonly #places: Int32Array;
  readonly #tabled: (Int32Array | undefined)[] = new Array(TABLED).fill(undefined);
  readonly #known = new Map<number, Int32Array>();

  constructor(tokens: readonly GlobToken[]) {
    const tests: ((codePoint: number) => boolean)[] = [];
    const starred = new Set<number>();
    for (const token of tokens) {
      if (token === '*') starred.add(tests.length);
      else tests.push(token.accepts);
    }
    this.#tests = tests;
    this.width = Math.ceil((tests.length + 1) / BITS);
    this.#stays = this.#bits((place) => starred.has(place));
    this.#places = new Int32Array(this.width);
  }

  /** Whether the glob matches all of the value. */
  accepts(value: string): boolean {
    const width = this.width;
    if (width === 1) return this.#acceptsInOneWord(value);
    const places = this.#places.fill(0);
    places[0] = 1;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.codePointAt(at) as number;
      if (code > 0xffff) at += 1;
      const steps = this.#stepsOn(code);
      let carry = 0;
      let alive = 0;
      for (let word = 0; word < width; word += 1) {
        const before = places[word] as number;
        const stepping = before & (steps[word] as number);
        const after = (stepping << 1) | carry | (before & (this.#stays[word] as number));
        carry = stepping >>> (BITS - 1);
        places[word] = after;
        alive |= after;
      }
      if (alive === 0) return false;
    }
    const end = this.#tests.length;
    return (((places[Math.floor(end / BITS)] as number) >>> (end % BITS)) & 1) === 1;
  }

  /** As {@link accepts}, for most globs. */
  #acceptsInOneWord(value: string): boolean {
    const stays = this.#stays[0] as number;
    let places = 1;
    for (let at = 0; at < value.length && places !== 0; at += 1) {
      const code = value.codePointAt(at) as number;
      if (code > 0xffff) at += 1;
      places = ((places & (this.#stepsOn(code)[0] as number)) << 1) | (places & stays);
    }
    return ((places >>> this.#tests.length) & 1) === 1;
  }

  /** The places from which a character leads on. */
  #stepsOn(code: number): Int32Array {
    return this.#tabled[code] ?? this.#known.get(code) ?? this.#learn(code);
  }

  #learn(code: number): Int32Array {
    const steps = this.#bits((place) => this.#tests[place]?.(code) === true);
    if (code < TABLED) this.#tabled[code] = steps;
    else {
      if (this.#known.size === REMEMBERED) this.#known.clear();
      this.#known.set(code, steps);
    }
    return steps;
  }

  #bits(isSet: (place: number) => boolean): Int32Array {
    const words = new Int32Array(this.width);
    for (let place = 0; place <= this.#tests.length; place += 1) {
      if (isSet(place))
        words[Math.floor(place / BITS)] = (words[Math.floor(place / BITS)] as number) | (1 << (place % BITS));
    }
    return words;
  }
}
