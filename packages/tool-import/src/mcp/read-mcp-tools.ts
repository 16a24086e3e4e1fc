import { sourceTooLarge } from '../errors.ts';
import type { ImportLimits } from '../import-limits.ts';
import { plainDocument } from '../openapi/plain-document.ts';
import { boundedDescription } from '../openapi/texts.ts';
import { boundedSchema } from '../schema/bounded-schema.ts';
import { SchemaBundle } from '../schema/schema-bundle.ts';
import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';
import { type ToolDefinition, type ToolInventory, toolInventory } from '../tool-inventory.ts';
import { nameOf, WarningList } from '../warning-list.ts';

const MAX_NAME = 200;
const MAX_ID = 255;

/** What an MCP server said of itself and its tools. */
export interface McpListing {
  readonly title: string;
  readonly version: string;
  readonly tools: readonly unknown[];
}

/** The tools of a {@link McpListing}, given as JSON. A name that is there twice gets its number, with a warning. Throws `source-too-large`. */
export function readMcpTools(text: string, limits: ImportLimits): ToolInventory {
  const warnings = new WarningList(limits.maxWarnings);
  const listing = plainDocument(JSON.parse(text), limits, warnings);
  const listed = own(listing, 'tools');
  const tools: readonly JsonValue[] = Array.isArray(listed) ? listed : [];
  if (tools.length > limits.maxTools)
    throw sourceTooLarge(`The server has ${tools.length} tools, more than ${limits.maxTools}`, '/tools');
  const taken = new Set<string>();
  let bytes = 0;
  const definitions = tools.map((tool, index) => {
    const definition = definitionOf(isObject(tool) ? tool : {}, `/tools/${index}`, taken, limits, warnings);
    bytes += Buffer.byteLength(JSON.stringify(definition));
    if (bytes > limits.maxInventoryBytes)
      throw sourceTooLarge(`The tools take more than ${limits.maxInventoryBytes} bytes`, `/tools/${index}`);
    return definition;
  });
  const source = {
    title: textOf(listing, 'title'),
    version: textOf(listing, 'version'),
    warnings: warnings.all(),
  };
  return toolInventory(source, definitions);
}

function definitionOf(
  tool: JsonObject,
  place: string,
  taken: Set<string>,
  limits: ImportLimits,
  warnings: WarningList,
): ToolDefinition {
  const name = textOf(tool, 'name');
  const operationId = freeId(name, taken);
  if (operationId !== name)
    warnings.add(
      `${place}/name`,
      `is no name, too long or another tool's: this one is known as ${operationId}`,
    );
  const texts = [textOf(tool, 'title'), textOf(tool, 'description')].filter((text) => text !== '');
  return {
    operationId,
    name: nameOf(name === '' ? operationId : name, MAX_NAME),
    description: boundedDescription([...new Set(texts)].join('\n\n'), `${place}/description`, warnings),
    method: null,
    path: null,
    tags: [],
    inputSchema: inputSchemaOf(own(tool, 'inputSchema'), `${place}/inputSchema`, limits, warnings),
    isDeprecated: false,
  };
}

function inputSchemaOf(
  declared: JsonValue | undefined,
  place: string,
  limits: ImportLimits,
  warnings: WarningList,
): JsonObject {
  const document = isObject(declared) ? declared : {};
  const bundle = new SchemaBundle(document, {
    names: '/$defs',
    place,
    maxDepth: limits.maxSchemaDepth,
    warnings,
  });
  const { schema, refs } = bundle.convert(document, place);
  return boundedSchema(
    { schema: { ...schema, type: 'object' }, refs, place },
    bundle,
    limits.maxSchemaBytes,
    warnings,
  );
}

function freeId(name: string, taken: Set<string>): string {
  const wanted = name === '' ? 'tool' : name.slice(0, MAX_ID).toWellFormed();
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted.slice(0, MAX_ID - 8)}#${number}`;
  taken.add(id);
  return id;
}

function textOf(object: JsonObject, key: string): string {
  const text = own(object, key);
  return typeof text === 'string' ? text.trim() : '';
}
