import { sourceTooLarge, unreadableDocument } from '../errors.ts';
import type { ImportLimits } from '../import-limits.ts';
import { isObject, isUsableKey, type JsonObject, type JsonValue } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { pointerTo } from './json-pointer.ts';

/**
 * A copy of what was parsed that is a tree of nothing but JSON, with the keys of every object in one order, so that nothing depends on the
 * order that they came in. Throws `unreadable-document` when it is no object or nests too deep, and `source-too-large` when it has too many
 * values, counted as often as aliases repeat them.
 */
export function plainDocument(
  parsed: unknown,
  limits: Pick<ImportLimits, 'maxNodes' | 'maxDepth'>,
  warnings: WarningList,
): JsonObject {
  let nodes = 0;
  const copy = (value: unknown, place: string, depth: number): JsonValue => {
    nodes += 1;
    if (nodes > limits.maxNodes) throw sourceTooLarge(`The document has more than ${limits.maxNodes} values`);
    if (typeof value === 'string') return value.toWellFormed();
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (typeof value !== 'object') return value === undefined ? null : String(value);
    if (depth === 0) throw tooDeep(place, limits.maxDepth);
    if (Array.isArray(value))
      return value.map((each, index) => copy(each, pointerTo(place, index), depth - 1));
    const entries: [string, JsonValue][] = [];
    for (const key of Object.keys(value).sort()) {
      const at = pointerTo(place, key);
      if (isUsableKey(key))
        entries.push([key.toWellFormed(), copy((value as JsonObject)[key], at, depth - 1)]);
      else warnings.add(at, 'has a name that cannot be used, and is left out');
    }
    return Object.fromEntries(entries);
  };
  const document = copy(parsed, '', limits.maxDepth);
  if (isObject(document)) return document;
  throw unreadableDocument('The document is not an OpenAPI document', [
    { pointer: '', detail: 'is no object' },
  ]);
}

function tooDeep(place: string, most: number) {
  const pointer = place.split('/').slice(0, 8).join('/');
  return unreadableDocument(`The document nests deeper than ${most} levels`, [
    { pointer, detail: `nests deeper than ${most} levels` },
  ]);
}
