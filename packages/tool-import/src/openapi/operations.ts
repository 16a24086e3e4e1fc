import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { type OpenApiVersion, unread } from './document-version.ts';
import { pointerTo } from './json-pointer.ts';
import { followed, type Placed } from './reference.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** One operation of a document, with what its path says for all of them. */
export interface Operation {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly place: string;
  readonly value: JsonObject;
  readonly pathParameters: readonly JsonValue[];
  readonly pathPlace: string;
}

/**
 * Every operation under `paths`, ordered by path and method. What is no object there is an operation without details, with a warning; a
 * document without any `paths` has none. Throws `unreadable-document` when `paths` itself is no object: nobody means such a document, and
 * as one without operations it would end every tool that the source had.
 */
export function operationsOf(
  document: JsonObject,
  version: OpenApiVersion,
  warnings: WarningList,
): readonly Operation[] {
  const paths = own(document, 'paths');
  if (paths === undefined) {
    warnings.add('/paths', 'is missing: there are no operations');
    return [];
  }
  if (!isObject(paths)) throw unread('/paths', 'is no object, and must hold the operations by their paths');
  return Object.entries(paths)
    .filter(([path]) => !path.startsWith('x-'))
    .flatMap(([path, item]) => operationsOfPath(document, path, item, version, warnings));
}

function operationsOfPath(
  document: JsonObject,
  path: string,
  item: JsonValue,
  version: OpenApiVersion,
  warnings: WarningList,
): readonly Operation[] {
  const at = pointerTo('/paths', path);
  const found = followed(document, item, at, warnings);
  if (found === undefined) return [];
  if (!path.startsWith('/')) warnings.add(at, 'is a path that does not begin with a slash');
  const shared = own(found.value, 'parameters');
  if (shared !== undefined && !Array.isArray(shared))
    warnings.add(pointerTo(found.place, 'parameters'), 'is no list, and is left out');
  return declaredMethods(found, version).map(([method, value, place]) => {
    if (!isObject(value)) warnings.add(place, 'is no object: the operation has no details');
    return {
      method: method.toUpperCase(),
      path,
      place,
      value: isObject(value) ? value : {},
      pathParameters: Array.isArray(shared) ? shared : [],
      pathPlace: found.place,
    };
  });
}

function declaredMethods(
  item: Placed,
  version: OpenApiVersion,
): readonly (readonly [string, JsonValue, string])[] {
  const methods = version === '3.2' ? [...METHODS, 'query'] : METHODS;
  const more = version === '3.2' ? own(item.value, 'additionalOperations') : undefined;
  return [
    ...methods.flatMap((method) => {
      const value = own(item.value, method);
      return value === undefined ? [] : [[method, value, pointerTo(item.place, method)] as const];
    }),
    ...Object.entries(isObject(more) ? more : {}).map(
      ([method, value]) => [method, value, pointerTo(item.place, 'additionalOperations', method)] as const,
    ),
  ];
}
