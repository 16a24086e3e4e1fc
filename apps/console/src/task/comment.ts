/** Writes a comment under a description, with who made it and when (ISO 8601, UTC); both are Markdown. */
export function withComment(
  description: string,
  { text, by, at }: { readonly text: string; readonly by: string; readonly at: string },
): string {
  const head = `**${escaped(by)}**, ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  const comment = `${head}\n\n${text.trim()}`;
  // A rule needs a blank line before it, else it makes a heading of what stands there.
  return description.trim() === '' ? comment : `${description.trimEnd()}\n\n---\n\n${comment}`;
}

function escaped(name: string): string {
  return name.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~]/g, (sign) => `\\${sign}`);
}
