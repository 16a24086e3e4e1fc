type Path = readonly (string | number)[];

/** What was done to a value: something left out, something added that is not known, or something put in the place of another. */
export interface Damage {
  readonly kind: 'drop' | 'add' | 'replace';
  /** Where, as a JSON Pointer (RFC 6901). */
  readonly pointer: string;
}

/** How to damage a value; `at` chooses the place, `hostile` is what comes there. */
export interface DamageWish {
  readonly kind: Damage['kind'];
  readonly at: number;
  readonly hostile: unknown;
}

/** A copy of the value with one thing wrong; without any when there is nothing that could be. */
export function damaged(
  value: unknown,
  { kind, at, hostile }: DamageWish,
): { value: unknown; damage: Damage | undefined } {
  const places = placesIn(value, []);
  const fitting = places.filter((path) =>
    kind === 'add' ? isObject(valueAt(value, path)) : kind === 'replace' || path.length > 0,
  );
  const path = fitting[at % Math.max(fitting.length, 1)];
  if (path === undefined) return { value, damage: undefined };
  const where = kind === 'add' ? [...path, 'not-known-here'] : path;
  const damage = { kind, pointer: pointerOf(where) };
  if (where.length === 0) return { value: hostile, damage };
  const copy = structuredClone(value);
  const parent = valueAt(copy, where.slice(0, -1)) as Record<string | number, unknown>;
  const name = where.at(-1) ?? '';
  if (kind !== 'drop') parent[name] = hostile;
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
  return { value: copy, damage };
}

function placesIn(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, n) => placesIn(item, [...path, n]))];
  if (!isObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]))];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, step) => (found as Record<string | number, unknown>)[step], value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
