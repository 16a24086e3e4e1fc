import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { pointerOf, pointerTo, valueAt } from './json-pointer.ts';

/** An object of the document, and where it is. */
export interface Placed {
  readonly value: JsonObject;
  readonly place: string;
}

/**
 * What an object is once its `$ref` is followed to the end, with what stands beside the reference in place of what it leads to. With a
 * warning, undefined: what is no object, leads nowhere, or in a circle.
 */
export function followed(
  document: JsonObject,
  value: JsonValue | undefined,
  place: string,
  warnings: WarningList,
): Placed | undefined {
  const seen = new Set<string>();
  let found: Placed = { value: {}, place };
  let next = value;
  for (;;) {
    if (!isObject(next)) {
      warnings.add(place, seen.size === 0 ? 'is no object' : 'refers to nothing that can be used');
      return undefined;
    }
    found = { value: { ...next, ...found.value }, place: found.place };
    const ref = own(next, '$ref');
    if (typeof ref !== 'string') return found;
    const pointer = pointerOf(ref);
    if (pointer === undefined || seen.has(pointer)) {
      warnings.add(pointerTo(place, '$ref'), seen.size === 0 ? 'leads nowhere' : 'leads in a circle');
      return undefined;
    }
    seen.add(pointer);
    next = valueAt(document, pointer);
    found = { value: without$ref(found.value), place: pointer };
  }
}

function without$ref({ $ref: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
