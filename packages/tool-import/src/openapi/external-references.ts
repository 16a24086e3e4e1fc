import type { ErrorPlace } from '@tools-provider/mediator';
import { isObject, type JsonObject, type JsonValue } from '../sorted-json.ts';
import { pointerTo } from './json-pointer.ts';

const MOST = 20;

/** Their values are data, in which a `$ref` is no reference. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Their keys are names that somebody chose, not keywords. */
const NAMES = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
  'schemas',
]);

/** The first places with a `$ref` that leads out of the document. */
export function externalReferences(document: JsonObject): readonly ErrorPlace[] {
  const found: ErrorPlace[] = [];
  const look = (value: JsonValue, place: string, isNames: boolean): void => {
    if (found.length === MOST) return;
    if (Array.isArray(value))
      for (const [index, each] of value.entries()) look(each, pointerTo(place, index), false);
    if (!isObject(value)) return;
    for (const [key, each] of Object.entries(value)) {
      const at = pointerTo(place, key);
      if (!isNames && key === '$ref' && typeof each === 'string' && !each.startsWith('#'))
        found.push({ pointer: at, detail: 'leads to another document' });
      else if (isNames || !(DATA.has(key) || key.startsWith('x-')))
        look(each, at, !isNames && NAMES.has(key));
    }
  };
  look(document, '', false);
  return found;
}
