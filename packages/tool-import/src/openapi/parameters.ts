import { isUsableKey, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { pointerTo } from './json-pointer.ts';
import type { Operation } from './operations.ts';
import { followed } from './reference.ts';

/** Where a parameter of a request goes, in the order in which they come. */
const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/** One parameter of an operation. */
export interface Parameter {
  readonly in: (typeof PLACES)[number];
  readonly name: string;
  readonly value: JsonObject;
  readonly place: string;
}

/** "Shall be ignored" as parameters, says OpenAPI: the request itself has them. */
const OF_THE_REQUEST = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation: its path's and its own, which come before them, and those that its path has no parameter for. */
export function parametersOf(
  document: JsonObject,
  operation: Operation,
  warnings: WarningList,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  const declared = own(operation.value, 'parameters') ?? [];
  const collect = (list: readonly JsonValue[], at: string) => {
    const here = new Set<string>();
    for (const [index, value] of list.entries()) {
      const parameter = parameterOf(document, value, pointerTo(at, index), warnings);
      if (parameter === undefined) continue;
      const key = `${parameter.in} ${parameter.name}`;
      if (here.has(key)) warnings.add(parameter.place, 'is there twice, and the later one counts');
      here.add(key);
      found.set(key, parameter);
    }
  };
  collect(operation.pathParameters, pointerTo(operation.pathPlace, 'parameters'));
  if (Array.isArray(declared)) collect(declared, pointerTo(operation.place, 'parameters'));
  else warnings.add(pointerTo(operation.place, 'parameters'), 'is no list, and is left out');
  for (const [, name] of operation.path.matchAll(/\{([^{}]+)\}/g)) {
    if (name === undefined || !isUsableKey(name) || found.has(`path ${name}`)) continue;
    warnings.add(operation.place, `has no parameter for {${name}} of its path: any text goes there`);
    found.set(`path ${name}`, {
      in: 'path',
      name,
      value: { schema: { type: 'string' } },
      place: operation.place,
    });
  }
  return PLACES.flatMap((place) => [...found.values()].filter((parameter) => parameter.in === place));
}

function parameterOf(
  document: JsonObject,
  value: JsonValue,
  at: string,
  warnings: WarningList,
): Parameter | undefined {
  const parameter = followed(document, value, at, warnings);
  if (parameter === undefined) return undefined;
  const name = own(parameter.value, 'name');
  const where = PLACES.find((each) => each === own(parameter.value, 'in'));
  if (typeof name !== 'string' || name === '' || !isUsableKey(name) || where === undefined) {
    warnings.add(at, 'has no name that can be used, or no place that a parameter can have, and is left out');
    return undefined;
  }
  if (where === 'header' && OF_THE_REQUEST.has(name.toLowerCase())) return undefined;
  return { in: where, name, value: parameter.value, place: parameter.place };
}
