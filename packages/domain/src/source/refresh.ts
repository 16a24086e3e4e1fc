import type { Stamp } from '../stamp.ts';
import type { SourceEvent } from './events.ts';
import type { InventoryTool, SourceInventory } from './inventory.ts';
import type { SourceState } from './state.ts';
import { toolIdOf } from './tool-definition.ts';
import { allToolEntries, toolEntry } from './tool-entries.ts';

/**
 * What tells a source's tools in another inventory from those that the catalogue has, tool by tool: new, changed and returned ones in the
 * inventory's order, then vanished ones by id.
 */
export function* differences(
  sourceId: string,
  { tools: entries }: SourceState,
  { tools }: SourceInventory,
  stamp: Stamp,
): Iterable<SourceEvent> {
  const present = new Set<string>();
  for (const tool of tools) {
    const toolId = toolIdOf(sourceId, tool.definition.operationId);
    present.add(toolId);
    const known = toolEntry(entries, toolId);
    if (known === undefined) yield discovered(toolId, tool, stamp);
    else if (known.status === 'deprecated') yield restored(toolId, tool, stamp);
    else if (known.hash !== tool.hash) yield changed(toolId, tool, stamp);
  }
  const vanished = allToolEntries(entries)
    .filter(([toolId, { status }]) => status === 'active' && !present.has(toolId))
    .map(([toolId]) => toolId);
  for (const toolId of vanished.sort()) yield deprecated(toolId, stamp);
}

function discovered(toolId: string, tool: InventoryTool, { actor, occurredAt }: Stamp): SourceEvent {
  return {
    type: 'tool.discovered.v1',
    data: { toolId, ...definitionOf(tool), discoveredAt: occurredAt, discoveredBy: actor.id },
  };
}

function changed(toolId: string, tool: InventoryTool, { actor, occurredAt }: Stamp): SourceEvent {
  return {
    type: 'tool.definition.updated.v1',
    data: { toolId, ...definitionOf(tool), updatedAt: occurredAt, updatedBy: actor.id },
  };
}

function restored(toolId: string, tool: InventoryTool, { actor, occurredAt }: Stamp): SourceEvent {
  return {
    type: 'tool.restored.v1',
    data: { toolId, ...definitionOf(tool), restoredAt: occurredAt, restoredBy: actor.id },
  };
}

function deprecated(toolId: string, { actor, occurredAt }: Stamp): SourceEvent {
  return {
    type: 'tool.deprecated.v1',
    data: { toolId, deprecatedAt: occurredAt, deprecatedBy: actor.id },
  };
}

const definitionOf = ({ definition, hash }: InventoryTool) => ({ definition, hash });
