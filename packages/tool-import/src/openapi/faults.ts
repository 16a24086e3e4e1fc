import { validate } from '@scalar/openapi-validator';
import { isObject, type JsonObject, type JsonValue } from '../sorted-json.ts';
import type { ImportWarning } from '../tool-inventory.ts';
import type { OpenApiVersion } from './document-version.ts';
import { pointerTo } from './json-pointer.ts';

/** A larger part is not checked: sorting the faults of one part takes the square of their number. */
const MAX_PART_BYTES = 64 * 1024;

/**
 * What the document gets wrong by the schema of its version, in its order, as many as are asked for. Each path and component is checked by
 * itself, so that the first faults are found in the time that those parts take, however many there are.
 */
export function faultsOf(
  document: JsonObject,
  version: OpenApiVersion,
  most: number,
): readonly ImportWarning[] {
  const found: ImportWarning[] = [];
  for (const part of partsOf(document, version)) {
    if (found.length >= most) break;
    if (part.bytes > MAX_PART_BYTES) {
      found.push({ place: part.place, detail: 'is too large to be checked in detail' });
      continue;
    }
    const { errors = [] } = validate(part.document);
    for (const { path = '', message } of errors) {
      // It says nothing beside what is wrong in that schema.
      if (message.startsWith('if must match')) continue;
      found.push({ place: typeof path === 'string' ? path : pointerTo('', ...path), detail: message });
    }
  }
  return found;
}

interface Part {
  readonly document: JsonObject;
  readonly place: string;
  readonly bytes: number;
}

function* partsOf(document: JsonObject, version: OpenApiVersion): Generator<Part> {
  const sound = { openapi: `${version}.0`, info: { title: '', version: '' }, paths: {} };
  const { paths, components, webhooks: _, ...rest } = document;
  yield partOf({ ...rest, openapi: sound.openapi, paths: {} }, '');
  for (const [path, item] of entriesOf(paths)) {
    const place = pointerTo('/paths', path);
    const whole = partOf({ ...sound, paths: { [path]: item } }, place);
    if (whole.bytes <= MAX_PART_BYTES || !isObject(item)) yield whole;
    else
      for (const [key, value] of Object.entries(item))
        yield partOf({ ...sound, paths: { [path]: { [key]: value } } }, pointerTo(place, key));
  }
  for (const [kind, named] of entriesOf(components))
    for (const [name, value] of entriesOf(named))
      yield partOf(
        { ...sound, components: { [kind]: { [name]: value } } },
        pointerTo('/components', kind, name),
      );
}

function partOf(document: JsonObject, place: string): Part {
  return { document, place, bytes: Buffer.byteLength(JSON.stringify(document)) };
}

function entriesOf(value: JsonValue | undefined): readonly [string, JsonValue][] {
  return isObject(value) ? Object.entries(value) : [];
}
