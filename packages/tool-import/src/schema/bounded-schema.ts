import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { mapSubschemas } from './keywords.ts';
import type { SchemaBundle } from './schema-bundle.ts';

/** Without their texts schemas are rarely more than so many times smaller: beyond that it is not tried. */
const MOST_TEXT = 4;

const MAX_ENUM = 50;
const TEXTS = new Set(['title', 'description', 'default', 'examples']);

/** A tool's schema before it is known how large it gets. */
export interface UnboundedSchema {
  readonly schema: JsonObject;
  /** Places of the document that its `$ref`s name. */
  readonly refs: ReadonlySet<string>;
  readonly place: string;
}

/**
 * The schema with all that it refers to in `$defs`. When that is larger than allowed it says less, with a warning: the same without texts;
 * else its properties, and those that these have, by type alone; else its properties by name alone; else that it is an object.
 */
export function boundedSchema(
  { schema, refs, place }: UnboundedSchema,
  bundle: SchemaBundle,
  maxBytes: number,
  warnings: WarningList,
): JsonObject {
  const definitions = bundle.definitionsFor(refs, maxBytes * MOST_TEXT);
  const whole = definitions === undefined ? undefined : withDefinitions(schema, definitions);
  if (whole !== undefined && bytesOf(whole) <= maxBytes) return whole;
  warnings.add(place, `has an input schema of more than ${maxBytes} bytes, which is shortened`);
  const shorter = [
    () =>
      definitions === undefined
        ? undefined
        : withDefinitions(withoutTexts(schema), mapValues(definitions, plain)),
    () => ({ ...schema, properties: mapValues(propertiesOf(schema), (each) => outline(each, bundle)) }),
    () => ({ ...schema, properties: mapValues(propertiesOf(schema), extensions) }),
  ];
  for (const shorten of shorter) {
    const short = shorten();
    if (short !== undefined && bytesOf(short) <= maxBytes) return short;
  }
  return { type: 'object' };
}

function withDefinitions(schema: JsonObject, definitions: JsonObject): JsonObject {
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions };
}

function withoutTexts(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([keyword]) => !TEXTS.has(keyword));
  return mapSubschemas(Object.fromEntries(kept), plain);
}

function plain(value: JsonValue): JsonValue {
  return isObject(value) ? withoutTexts(value) : value;
}

function outline(value: JsonValue, bundle: SchemaBundle): JsonObject {
  const schema = resolved(value, bundle);
  const properties = propertiesOf(schema);
  return {
    ...extensions(value),
    ...brief(schema),
    ...(Object.keys(properties).length === 0
      ? {}
      : { properties: mapValues(properties, (each) => brief(resolved(each, bundle))) }),
    ...(own(schema, 'required') === undefined ? {} : { required: schema.required ?? [] }),
  };
}

function brief(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  return {
    ...(type === undefined ? {} : { type }),
    ...(Array.isArray(values) && values.length <= MAX_ENUM ? { enum: values as readonly JsonValue[] } : {}),
  };
}

function resolved(value: JsonValue, bundle: SchemaBundle): JsonObject {
  if (!isObject(value)) return {};
  const ref = own(value, '$ref');
  return typeof ref === 'string' ? bundle.schemaOf(ref) : value;
}

function extensions(value: JsonValue): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([keyword]) => keyword.startsWith('x-')));
}

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = own(schema, 'properties');
  return isObject(properties) ? properties : {};
}

function mapValues(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function bytesOf(value: JsonValue): number {
  return Buffer.byteLength(JSON.stringify(value));
}
