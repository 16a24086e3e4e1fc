import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';

/** The JSON Pointer (RFC 6901) of a place within another place. */
export function pointerTo(place: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (all, key) => `${all}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    place,
  );
}

/** The keys on the way that a pointer goes. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What is at that place; undefined when nothing is. */
export function valueAt(document: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const key of keysOf(pointer)) {
    if (Array.isArray(value))
      value = /^\d+$/.test(key) ? (value as readonly JsonValue[])[Number(key)] : undefined;
    else value = isObject(value) ? own(value, key) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** The pointer in a `$ref` within the same document, in its one spelling; undefined when it leads elsewhere. */
export function pointerOf(ref: string): string | undefined {
  if (ref === '#') return '';
  if (!ref.startsWith('#/')) return undefined;
  try {
    return pointerTo('', ...keysOf(decodeURIComponent(ref.slice(1))));
  } catch {
    return pointerTo('', ...keysOf(ref.slice(1)));
  }
}
