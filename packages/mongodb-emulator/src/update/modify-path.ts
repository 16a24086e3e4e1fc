import type { Doc } from '../bson/codec.ts';
import { getField, isDocument, setField, typeAlias } from '../bson/values.ts';
import { badValue, ServerError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { isArrayIndex, valueAt } from '../query/path.ts';

/** What a modifier returns to take the field away. */
export const REMOVE = Symbol('remove');

/** Makes a field's new value from its old one (`undefined` when missing); the same value back changes nothing. */
export type Modify = (old: unknown) => unknown;

/** What positional path parts are resolved with. */
export interface Positions {
  /** The array index the filter matched, for `$`. */
  readonly matched: number | undefined;
  /** Compiled array filters by identifier, for `$[identifier]`. */
  readonly filters: ReadonlyMap<string, Filter>;
}

const LARGEST_PADDING = 1_500_000;

function indicesAt(part: string, array: readonly unknown[], positions: Positions): number[] {
  if (part === '$[]') return array.map((_, index) => index);
  const identifier = part.slice(2, -1);
  const filter = positions.filters.get(identifier);
  if (!filter) throw badValue(`No array filter found for identifier '${identifier}' in path`);
  return array.flatMap((item, index) => (filter({ [identifier]: item }) ? [index] : []));
}

/** The concrete paths a path with `$`, `$[]` or `$[identifier]` stands for in this document. */
export function resolvePath(doc: Doc, parts: readonly string[], positions: Positions): string[][] {
  const at = parts.findIndex((part) => part === '$' || part.startsWith('$['));
  if (at === -1) return [[...parts]];
  const [before, part, after] = [parts.slice(0, at), parts[at] as string, parts.slice(at + 1)];
  if (part === '$') {
    if (positions.matched === undefined) {
      throw badValue('The positional operator did not find the match needed from the query.');
    }
    return resolvePath(doc, [...before, String(positions.matched), ...after], positions);
  }
  const array = valueAt(doc, before);
  if (!Array.isArray(array)) {
    throw badValue(`The path '${before.join('.')}' must exist in the document and be an array for ${part}`);
  }
  return indicesAt(part, array, positions).flatMap((index) =>
    resolvePath(doc, [...before, String(index), ...after], positions),
  );
}

function notViable(part: string, holder: unknown): ServerError {
  return new ServerError(28, `Cannot create field '${part}' in element of type ${typeAlias(holder)}`);
}

function store(holder: Doc | unknown[], part: string, old: unknown, value: unknown): void {
  if (value === REMOVE) {
    if (old === undefined) return;
    if (Array.isArray(holder)) holder[Number(part)] = null;
    else delete holder[part];
  } else if (Array.isArray(holder)) {
    const index = Number(part);
    if (index - holder.length > LARGEST_PADDING)
      throw badValue(`the index ${part} would make an array too long`);
    while (holder.length < index) holder.push(null);
    holder[index] = value;
  } else setField(holder, part, value);
}

function read(holder: Doc | unknown[], part: string): unknown {
  return Array.isArray(holder) ? holder[Number(part)] : getField(holder, part);
}

/**
 * Applies a modifier at a concrete path, in place. With `creates`, missing documents on the way are made
 * and a path through anything else is an error (28 PathNotViable); without, such a path changes nothing.
 */
export function modifyPath(doc: Doc, parts: readonly string[], modify: Modify, creates: boolean): void {
  let holder: Doc | unknown[] = doc;
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(holder) && !isArrayIndex(part)) {
      if (!creates) return;
      throw notViable(part, holder);
    }
    const old: unknown = read(holder, part);
    if (i === parts.length - 1) {
      const value = modify(old);
      if (value !== old) store(holder, part, old, value);
      return;
    }
    if (isDocument(old) || Array.isArray(old)) holder = old;
    else if (!creates) return;
    else if (old !== undefined) throw notViable(parts[i + 1] as string, old);
    else {
      const made: Doc = {};
      store(holder, part, undefined, made);
      holder = made;
    }
  }
}
