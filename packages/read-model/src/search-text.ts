/** The texts in which a search looks, in lower case, one a line. */
export function searchText(...texts: readonly string[]): string {
  return texts.join('\n').toLowerCase();
}
