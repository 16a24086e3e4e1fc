import { isObject, type JsonObject, type JsonValue } from '../sorted-json.ts';

/** Keywords of JSON Schema 2020-12 whose value is a schema, a list of schemas, or schemas by name. */
export const ONE_SCHEMA = new Set([
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
export const LISTED_SCHEMAS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
export const NAMED_SCHEMAS = new Set(['dependentSchemas', 'patternProperties', 'properties']);

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** The other keywords that a tool's schema keeps, and what their values must be. */
const VALUES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  type: (value) => isType(value) || (isUniqueList(value) && value.length > 0 && value.every(isType)),
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  default: () => true,
  examples: Array.isArray,
  title: isText,
  description: isText,
  format: isText,
  pattern: isPattern,
  contentEncoding: isText,
  contentMediaType: isText,
  deprecated: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  uniqueItems: isFlag,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => isNumber(value) && value > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minContains: isCount,
  maxContains: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  required: (value) => isUniqueList(value) && value.every(isText),
  dependentRequired: (value) =>
    isObject(value) && Object.values(value).every((each) => isUniqueList(each) && each.every(isText)),
};

/** Whether a schema keeps this keyword when its value is right; any other is an extension or belongs to the document it comes from. */
export function isKnownKeyword(keyword: string): boolean {
  return Object.hasOwn(VALUES, keyword);
}

/** Whether the keyword may have this value. */
export function isRightValue(keyword: string, value: JsonValue): boolean {
  return VALUES[keyword]?.(value) ?? false;
}

/** The schema with what `change` makes of each schema directly in it. */
export function mapSubschemas(schema: JsonObject, change: (schema: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
      if (ONE_SCHEMA.has(keyword)) return [keyword, change(value)];
      if (LISTED_SCHEMAS.has(keyword) && Array.isArray(value)) return [keyword, value.map(change)];
      if (NAMED_SCHEMAS.has(keyword) && isObject(value))
        return [
          keyword,
          Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)])),
        ];
      return [keyword, value];
    }),
  );
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

function isFlag(value: JsonValue): boolean {
  return typeof value === 'boolean';
}

function isNumber(value: JsonValue): value is number {
  return typeof value === 'number';
}

function isCount(value: JsonValue): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isType(value: JsonValue): boolean {
  return typeof value === 'string' && TYPES.has(value);
}

function isUniqueList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value) && new Set(value).size === value.length;
}

// It is compiled and never run; what comes in is not this code's to match.
function isPattern(value: JsonValue): boolean {
  if (typeof value !== 'string') return false;
  try {
    new RegExp(value, 'u');
    return true;
  } catch {
    return false;
  }
}
