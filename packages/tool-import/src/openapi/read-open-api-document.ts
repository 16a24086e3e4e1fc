import { upgrade } from '@scalar/openapi-upgrader';
import { externalReference, sourceTooLarge } from '../errors.ts';
import type { ImportLimits } from '../import-limits.ts';
import { SchemaBundle } from '../schema/schema-bundle.ts';
import { isObject, type JsonObject, own } from '../sorted-json.ts';
import { type ToolDefinition, type ToolInventory, toolInventory } from '../tool-inventory.ts';
import { nameOf, WarningList } from '../warning-list.ts';
import { documentVersion, type OpenApiVersion } from './document-version.ts';
import { externalReferences } from './external-references.ts';
import { faultsOf } from './faults.ts';
import { inputSchemaOf, type SchemaSource } from './input-schema.ts';
import { declaredId, operationIds } from './operation-ids.ts';
import { type Operation, operationsOf } from './operations.ts';
import { parseText } from './parse-text.ts';
import { plainDocument } from './plain-document.ts';
import { descriptionOf, tagsOf } from './texts.ts';

const MAX_NAME = 200;

/**
 * The tools of an OpenAPI document, given as JSON or YAML text, one for each operation, in this thread. Throws `unreadable-document`, `external-reference` or
 * `source-too-large`; everything else that is wrong is a warning.
 */
export function readOpenApiDocument(text: string, limits: ImportLimits): ToolInventory {
  const warnings = new WarningList(limits.maxWarnings);
  const document = plainDocument(parseText(text, limits.maxDepth), limits, warnings);
  const version = documentVersion(document);
  const external = externalReferences(document);
  if (external.length > 0) throw externalReference(external);
  for (const { place, detail } of faultsOf(document, version, limits.maxWarnings))
    warnings.add(place, detail);
  const upgraded = upgradedFrom(document, version, warnings);
  const operations = operationsOf(upgraded, version, warnings);
  if (operations.length > limits.maxTools)
    throw sourceTooLarge(
      `The document has ${operations.length} operations, more than ${limits.maxTools}`,
      '/paths',
    );
  addUncalled(upgraded, warnings);
  const info = own(upgraded, 'info');
  const definitions = definitionsOf(operations, upgraded, limits, warnings);
  return toolInventory(
    { title: infoText(info, 'title'), version: infoText(info, 'version'), warnings: warnings.all() },
    definitions,
  );
}

function definitionsOf(
  operations: readonly Operation[],
  document: JsonObject,
  limits: ImportLimits,
  warnings: WarningList,
): readonly ToolDefinition[] {
  const ids = operationIds(operations, warnings);
  const source: SchemaSource = {
    document,
    bundle: new SchemaBundle(document, {
      names: '/components/schemas',
      place: '',
      maxDepth: limits.maxSchemaDepth,
      warnings,
    }),
    maxSchemaBytes: limits.maxSchemaBytes,
    warnings,
  };
  let bytes = 0;
  return operations.map((operation, index) => {
    const definition = definitionOf(operation, ids[index] ?? '', source);
    bytes += Buffer.byteLength(JSON.stringify(definition));
    if (bytes > limits.maxInventoryBytes)
      throw sourceTooLarge(`The tools take more than ${limits.maxInventoryBytes} bytes`, operation.place);
    return definition;
  });
}

function definitionOf(operation: Operation, operationId: string, source: SchemaSource): ToolDefinition {
  const { method, path, value } = operation;
  return {
    operationId,
    name: nameOf(declaredId(operation) ?? `${method} ${path}`, MAX_NAME),
    description: descriptionOf(operation, source.warnings),
    method,
    path,
    tags: tagsOf(operation, source.warnings),
    inputSchema: inputSchemaOf(operation, source),
    isDeprecated: own(value, 'deprecated') === true,
  };
}

function upgradedFrom(document: JsonObject, version: OpenApiVersion, warnings: WarningList): JsonObject {
  if (version !== '3.0') return document;
  try {
    return upgrade({ ...document, openapi: '3.0.3' }, '3.1') as unknown as JsonObject;
  } catch {
    warnings.add('', 'could not be brought to OpenAPI 3.1, and is read as it is');
    return document;
  }
}

/** What the api calls, and not its caller, makes no tools. */
function addUncalled(document: JsonObject, warnings: WarningList): void {
  const webhooks = own(document, 'webhooks');
  const count = isObject(webhooks) ? Object.keys(webhooks).length : 0;
  if (count > 0)
    warnings.add('/webhooks', `holds ${count} webhooks, which the api calls itself: they are no tools`);
}

function infoText(info: unknown, key: string): string {
  const text = isObject(info) ? own(info, key) : undefined;
  return typeof text === 'string' || typeof text === 'number' ? nameOf(String(text), MAX_NAME) : '';
}
