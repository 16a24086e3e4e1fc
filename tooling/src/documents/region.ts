const START = /^\s*\/\/ #region (\S+)\s*$/;
const END = /^\s*\/\/ #endregion\s*$/;

/**
 * The lines between `// #region name` and its `// #endregion`, moved to the left margin, without the marks of other regions. Without a name,
 * the whole file. `undefined` when there is no such region.
 */
export function regionOf(text: string, name: string | undefined): string | undefined {
  const lines = text.trimEnd().split('\n');
  if (name === undefined) return shownOf(lines);
  const start = lines.findIndex((line) => START.exec(line)?.[1] === name);
  if (start < 0) return undefined;
  let depth = 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (START.test(line)) depth += 1;
    if (END.test(line)) depth -= 1;
    if (depth === 0) return shownOf(lines.slice(start + 1, at));
  }
  return undefined;
}

function shownOf(lines: readonly string[]): string {
  const shown = lines.filter((line) => !START.test(line) && !END.test(line));
  const margin = Math.min(
    ...shown.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  return shown.map((line) => `${line.slice(margin)}\n`).join('');
}
