/** A text that no store keeps as it is. */
export interface MisencodedText {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** How many are told: a body may hold half a million of them. */
const MOST = 100;

/**
 * Finds texts that would not come back as they were sent: half of a surrogate pair has no UTF-8 form and is stored as U+FFFD, and U+0000 is
 * refused or cut off by many a reader. The first hundred are told. `value` is what JSON gives; it is at most as deep as the body may be.
 */
export function misencodedTexts(value: unknown): readonly MisencodedText[] {
  const found: MisencodedText[] = [];
  // One path for all, since most bodies have many values and nothing to tell of.
  const path: (string | number)[] = [];
  const at = (step: string | number, item: unknown) => {
    path.push(step);
    look(item);
    path.pop();
  };
  const look = (item: unknown): void => {
    if (found.length === MOST) return;
    if (typeof item === 'string') {
      const detail = misencoding(item);
      if (detail !== undefined) found.push({ path: [...path], detail });
    } else if (Array.isArray(item)) {
      for (const [index, each] of item.entries()) at(index, each);
    } else if (item !== null && typeof item === 'object') {
      for (const [key, each] of Object.entries(item)) at(key, each);
    }
  };
  look(value);
  return found;
}

function misencoding(text: string): string | undefined {
  if (text.includes('\0')) return 'must not contain the character U+0000';
  return text.isWellFormed() ? undefined : 'must not contain half of a surrogate pair';
}
