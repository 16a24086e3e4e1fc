import { boundedSchema } from '../schema/bounded-schema.ts';
import type { SchemaBundle } from '../schema/schema-bundle.ts';
import { type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import type { WarningList } from '../warning-list.ts';
import { pointerTo } from './json-pointer.ts';
import { preferredMediaType } from './media-type.ts';
import type { Operation } from './operations.ts';
import { parametersOf } from './parameters.ts';
import { followed, type Placed } from './reference.ts';

/** What the schemas of all operations of a document are made with. */
export interface SchemaSource {
  readonly document: JsonObject;
  readonly bundle: SchemaBundle;
  readonly maxSchemaBytes: number;
  readonly warnings: WarningList;
}

interface Input {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  readonly refs: ReadonlySet<string>;
}

/**
 * What a tool takes, as one JSON Schema of an object: a property for each parameter by its name, and `body` for the request's body. `x-in`
 * says where each goes (`path`, `query`, `querystring`, `header`, `cookie` or `body`), `x-content-type` how a body is sent. A name that
 * is taken is written with the place before it, and `x-name` says what it is.
 */
export function inputSchemaOf(operation: Operation, source: SchemaSource): JsonObject {
  const inputs = [...parameterInputs(operation, source), ...bodyInputs(operation, source)];
  const properties = new Map<string, JsonObject>();
  const required: string[] = [];
  for (const input of inputs) {
    const isTaken = properties.has(input.name);
    let name = isTaken ? `${input.in}.${input.name}` : input.name;
    while (properties.has(name)) name = `${input.in}.${name}`;
    properties.set(name, { ...input.schema, 'x-in': input.in, ...(isTaken ? { 'x-name': input.name } : {}) });
    if (input.isRequired) required.push(name);
  }
  const schema: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required: required.sort() }),
    additionalProperties: false,
  };
  const refs = new Set(inputs.flatMap((input) => [...input.refs]));
  const unbounded = { schema, refs, place: operation.place };
  return boundedSchema(unbounded, source.bundle, source.maxSchemaBytes, source.warnings);
}

function parameterInputs(operation: Operation, source: SchemaSource): readonly Input[] {
  return parametersOf(source.document, operation, source.warnings).map((parameter) => {
    const { value } = parameter;
    const content = preferredMediaType(value);
    const described: Placed = { value, place: parameter.place };
    const of =
      content === undefined
        ? schemaIn(described, source)
        : contentSchema(described, content.type, content.value, source);
    return {
      name: parameter.name,
      in: parameter.in,
      isRequired: parameter.in === 'path' || own(value, 'required') === true,
      schema: {
        ...withDescription(of.schema, value),
        ...(own(value, 'deprecated') === true ? { deprecated: true } : {}),
        ...(content === undefined ? {} : { 'x-content-type': content.type }),
      },
      refs: of.refs,
    };
  });
}

function bodyInputs(operation: Operation, source: SchemaSource): readonly Input[] {
  const declared = own(operation.value, 'requestBody');
  if (declared === undefined) return [];
  const at = pointerTo(operation.place, 'requestBody');
  const body = followed(source.document, declared, at, source.warnings);
  if (body === undefined) return [];
  const content = preferredMediaType(body.value);
  if (content === undefined) source.warnings.add(at, 'has no content, so that anything goes there');
  const of =
    content === undefined
      ? { schema: {}, refs: new Set<string>() }
      : contentSchema(body, content.type, content.value, source);
  return [
    {
      name: 'body',
      in: 'body',
      isRequired: own(body.value, 'required') === true,
      schema: {
        ...withDescription(of.schema, body.value),
        ...(content === undefined ? {} : { 'x-content-type': content.type }),
      },
      refs: of.refs,
    },
  ];
}

function contentSchema(owner: Placed, type: string, value: JsonValue, source: SchemaSource) {
  const at = pointerTo(owner.place, 'content', type);
  const mediaType = followed(source.document, value, at, source.warnings);
  if (mediaType === undefined) return { schema: {}, refs: new Set<string>() };
  return schemaIn(mediaType, source);
}

function schemaIn({ value, place }: Placed, { bundle }: SchemaSource) {
  return bundle.convert(own(value, 'schema') ?? {}, pointerTo(place, 'schema'));
}

function withDescription(schema: JsonObject, owner: JsonObject): JsonObject {
  const description = own(owner, 'description');
  return typeof description === 'string' && description.trim() !== '' ? { ...schema, description } : schema;
}
