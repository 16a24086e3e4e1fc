import { createHash } from 'node:crypto';
import type { InventoryTool, SourceInventory } from '../source/inventory.ts';
import type { InventoryWarning, ToolDefinition } from '../source/tool-definition.ts';

/** An operation of a source, with a hash as a reader makes it. */
export function inventoryTool(operationId: string, more: Partial<ToolDefinition> = {}): InventoryTool {
  const definition: ToolDefinition = {
    operationId,
    name: operationId,
    description: '',
    method: 'GET',
    path: `/${operationId}`,
    tags: [],
    inputSchema: { type: 'object' },
    isDeprecated: false,
    ...more,
  };
  return { definition, hash: hashOf(definition) };
}

/** What a source has that has these operations; those that are only named are plain. */
export function inventoryOf(
  operations: readonly (string | InventoryTool)[],
  warnings: readonly InventoryWarning[] = [],
): SourceInventory {
  const tools = operations.map((each) => (typeof each === 'string' ? inventoryTool(each) : each));
  return { hash: hashOf(tools.map(({ hash }) => hash)), tools, warnings };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
