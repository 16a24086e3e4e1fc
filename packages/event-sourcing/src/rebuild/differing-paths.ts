/**
 * Where two JSON values differ, as JSON pointers, at most `limit` of them; the pointer of the whole is the empty text. The order of an
 * object's fields means nothing.
 */
export function differingPaths(one: unknown, other: unknown, limit: number): readonly string[] {
  const paths: string[] = [];
  collect(one, other, '', paths, limit);
  return paths;
}

function collect(one: unknown, other: unknown, path: string, paths: string[], limit: number): void {
  if (paths.length >= limit || one === other) return;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) {
    paths.push(path);
    return;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    collect(one[key], other[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, paths, limit);
  }
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
