/** A text that no store keeps as it is. */
export interface MisencodedText {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/**
 * Finds texts that would not come back as they were sent: half of a surrogate pair has no UTF-8 form and is stored as U+FFFD, and U+0000 is
 * refused or cut off by many a reader. `value` is what JSON gives; it is at most as deep as the body may be.
 */
export function misencodedTexts(value: unknown, path: readonly (string | number)[] = []): MisencodedText[] {
  if (typeof value === 'string') {
    const detail = misencoding(value);
    return detail === undefined ? [] : [{ path, detail }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => misencodedTexts(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => misencodedTexts(item, [...path, key]));
}

function misencoding(text: string): string | undefined {
  if (text.includes('\0')) return 'must not contain the character U+0000';
  return text.isWellFormed() ? undefined : 'must not contain half of a surrogate pair';
}
