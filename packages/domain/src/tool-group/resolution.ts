import { type CatalogTool, selectable } from './catalog-tool.ts';
import { CompiledDefinition, type GroupDefinition, type ToolMembership } from './membership.ts';

/** A tool that a group has, and why. */
export interface ResolvedTool<Tool extends CatalogTool = CatalogTool> extends ToolMembership {
  readonly tool: Tool;
}

/**
 * The tools of a catalogue that a group has: available, not excluded, and either explicit or selected by at least one selector, in the
 * catalogue's order. Whether the group is active plays no part.
 */
export function resolveTools<Tool extends CatalogTool>(
  group: GroupDefinition,
  catalog: Iterable<Tool>,
): readonly ResolvedTool<Tool>[] {
  const definition = new CompiledDefinition(group);
  const resolved: ResolvedTool<Tool>[] = [];
  for (const tool of catalog) {
    const membership = definition.explain(selectable(tool));
    if (membership?.isResolved) resolved.push({ tool, ...membership });
  }
  return resolved;
}

/**
 * Everything that a group's definition says of tools: of those of the catalogue, in its order, that it has or would have but for what speaks
 * against it, and then of those that it names and the catalogue does not have.
 */
export function explainTools(
  group: GroupDefinition,
  catalog: Iterable<CatalogTool>,
): readonly ToolMembership[] {
  const definition = new CompiledDefinition(group);
  const unknown = new Set(definition.namedToolIds);
  const explained: ToolMembership[] = [];
  const add = (membership: ToolMembership | undefined) => {
    if (membership !== undefined) explained.push(membership);
  };
  for (const tool of catalog) {
    unknown.delete(tool.id);
    add(definition.explain(selectable(tool)));
  }
  for (const toolId of unknown) add(definition.explainUnknown(toolId));
  return explained;
}
