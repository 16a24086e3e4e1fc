const LONGEST = 300;

/** The beginning of a Markdown text as one line without its signs, to recognise it by. */
export function plainLine(markdown: string): string {
  return markdown
    .slice(0, LONGEST)
    .replaceAll(/!?\[([^\][]*)\]\([^)\s]*\)/g, '$1')
    .replaceAll(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|-{3,}\s*$|`{3,}.*$)/gm, '')
    .replaceAll(/(\*\*|__|`|~~)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
