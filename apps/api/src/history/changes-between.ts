import type { HistoryChange } from '@tools-provider/contracts';

type Fields = Readonly<Record<string, unknown>>;

/** Where two versions of an aggregate differ. In a list whose elements have an id each is compared with the one of its id, and their order by itself. */
export function changesBetween(before: Fields | undefined, after: Fields | undefined): HistoryChange[] {
  if (before === undefined || after === undefined) return before === after ? [] : wholeOf(after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    changesOf(`/${escaped(name)}`, before[name], after[name]),
  );
}

/** Of what is new everything is told that there is; of what is gone nothing but that, which is the event's own word. */
function wholeOf(after: Fields | undefined): HistoryChange[] {
  return Object.entries(after ?? {})
    .filter(([, value]) => !isNothing(value))
    .map(([name, value]) => ({ path: `/${escaped(name)}`, after: value }));
}

function changesOf(path: string, before: unknown, after: unknown): HistoryChange[] {
  if (isSame(before, after)) return [];
  const [one, other] = [byId(before), byId(after)];
  if (one === undefined || other === undefined) return [{ path, before, after }];
  const changes = [...new Set([...one.keys(), ...other.keys()])]
    .filter((id) => !isSame(one.get(id), other.get(id)))
    .map((id) => ({
      path: `${path}/${escaped(id)}`,
      ...(one.has(id) ? { before: one.get(id) } : {}),
      ...(other.has(id) ? { after: other.get(id) } : {}),
    }));
  const [was, is] = [[...one.keys()], [...other.keys()]];
  return changes.length > 0 || isSame(was, is) ? changes : [{ path, before: was, after: is }];
}

/** A list's elements by their ids; `undefined` for what is no such list. */
function byId(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined;
  const elements = new Map<string, unknown>();
  for (const element of value as readonly Fields[]) {
    const id = element === null || typeof element !== 'object' ? undefined : (element.id ?? element.toolId);
    if (typeof id !== 'string') return undefined;
    elements.set(id, element);
  }
  return elements;
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A name as a part of a JSON Pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
