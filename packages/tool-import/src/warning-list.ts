import type { ImportWarning } from './tool-inventory.ts';

const MAX_TEXT = 300;

/** Collects warnings up to a limit, and counts the rest. */
export class WarningList {
  readonly #most: number;
  readonly #kept: ImportWarning[] = [];
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(place: string, detail: string): void {
    this.#count += 1;
    if (this.#kept.length < this.#most)
      this.#kept.push({ place: cut(place, MAX_TEXT), detail: cut(detail, MAX_TEXT) });
  }

  /** Those that were kept, in their order, and one that says how many more there were. */
  all(): readonly ImportWarning[] {
    const more = this.#count - this.#kept.length;
    if (more === 0) return this.#kept;
    return [...this.#kept, { place: '', detail: `There are ${more} more warnings that are not listed` }];
  }
}

/** What breaks a line, controls a terminal or turns the direction of the text after it. */
const NOT_OF_A_LINE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** A name as it is shown: one line that does not disguise itself or what stands around it. */
export function nameOf(text: string, most: number): string {
  return cut(text.replaceAll(NOT_OF_A_LINE, ' ').trim(), most);
}

/** The text, or its beginning that has this many characters with the ellipsis at its end. */
export function cut(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
