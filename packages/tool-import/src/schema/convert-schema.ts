import { pointerOf, pointerTo } from '../openapi/json-pointer.ts';
import { isObject, type JsonObject, type JsonValue } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { isKnownKeyword, isRightValue, LISTED_SCHEMAS, NAMED_SCHEMAS, ONE_SCHEMA } from './keywords.ts';

/** A schema of a document as JSON Schema that stands for itself. */
export interface ConvertedSchema {
  readonly schema: JsonObject;
  /** Pointers to the schemas of the document that its `$ref`s name. */
  readonly refs: ReadonlySet<string>;
}

/** Keywords that say where a schema lives, or that mean nothing outside its document. They go without a word. */
const OF_THE_DOCUMENT = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  '$anchor',
  '$dynamicAnchor',
]);

/** What the conversion has to know. */
export interface Conversion {
  readonly maxDepth: number;
  readonly warnings: WarningList;
  /** The `$ref` by which a bundle names the schema at that place of the document; undefined when nothing is there. */
  refTo(pointer: string): string | undefined;
}

/**
 * Keeps the keywords of JSON Schema 2020-12 whose values are right; what is wrong is left out with a warning, extensions without. A `$ref`
 * becomes one into `$defs`.
 */
export function convertSchema(value: JsonValue, place: string, conversion: Conversion): ConvertedSchema {
  const refs = new Set<string>();
  const { warnings, maxDepth } = conversion;

  const convert = (each: JsonValue, at: string, depth: number): JsonValue => {
    if (typeof each === 'boolean') return each;
    if (!isObject(each)) return leftOut(at, 'is no schema');
    if (depth > maxDepth) return leftOut(at, `nests deeper than ${maxDepth} levels`);
    const kept: [string, JsonValue][] = [];
    for (const [keyword, of] of Object.entries(each)) {
      const converted = convertKeyword(keyword, of, pointerTo(at, keyword), depth);
      if (converted !== undefined) kept.push([keyword, converted]);
    }
    return Object.fromEntries(kept);
  };

  const convertKeyword = (
    keyword: string,
    of: JsonValue,
    at: string,
    depth: number,
  ): JsonValue | undefined => {
    if (keyword === '$ref') return convertRef(of, at);
    if (ONE_SCHEMA.has(keyword)) return convert(of, at, depth + 1);
    if (LISTED_SCHEMAS.has(keyword)) {
      if (!Array.isArray(of) || of.length === 0) return wrong(at);
      return of.map((each, index) => convert(each, pointerTo(at, index), depth + 2));
    }
    if (NAMED_SCHEMAS.has(keyword)) {
      if (!isObject(of)) return wrong(at);
      const entries = Object.entries(of);
      return Object.fromEntries(
        entries.map(([name, each]) => [name, convert(each, pointerTo(at, name), depth + 2)]),
      );
    }
    if (keyword === '$dynamicRef') return wrong(at);
    if (OF_THE_DOCUMENT.has(keyword) || !isKnownKeyword(keyword)) return undefined;
    return isRightValue(keyword, of) && isWithin(of, maxDepth - depth) ? of : wrong(at);
  };

  const convertRef = (of: JsonValue, at: string): JsonValue | undefined => {
    const pointer = typeof of === 'string' ? pointerOf(of) : undefined;
    const ref = pointer === undefined ? undefined : conversion.refTo(pointer);
    if (pointer === undefined || ref === undefined) {
      warnings.add(at, 'leads to no schema, so that anything goes there');
      return undefined;
    }
    refs.add(pointer);
    return ref;
  };

  const leftOut = (at: string, why: string): JsonObject => {
    warnings.add(at, `${why}, so that anything goes there`);
    return {};
  };

  const wrong = (at: string): undefined => {
    warnings.add(at, 'is not as JSON Schema has it, and is left out');
  };

  const converted = convert(value, place, 0);
  return { schema: asObject(converted), refs };
}

function asObject(schema: JsonValue): JsonObject {
  if (isObject(schema)) return schema;
  return schema === false ? { not: {} } : {};
}

function isWithin(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isWithin(each, depth - 1));
}
