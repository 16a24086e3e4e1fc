import { compilePattern } from './pattern.ts';
import type { ToolSelector } from './selector.ts';
import type { ToolGroupState } from './state.ts';

/** What the resolution has to know of a tool of the catalogue. */
export interface CatalogTool {
  /** `{sourceId}:{operationId}`. */
  readonly id: string;
  readonly name: string;
  readonly sourceName: string;
  readonly path: string | null;
  readonly method: string | null;
  readonly tags: readonly string[];
  readonly labelIds: readonly string[];
  readonly isEnabled: boolean;
}

/** A tool that a group has, and why. */
export interface ResolvedTool<Tool extends CatalogTool = CatalogTool> {
  readonly tool: Tool;
  /** The selectors that select it, in the group's order. */
  readonly selectorIds: readonly string[];
  readonly isExplicit: boolean;
}

/** The part of a group that decides which tools it has. */
export type ToolMembership = Pick<ToolGroupState, 'selectors' | 'explicitTools' | 'excludedTools'>;

/**
 * The tools of a catalogue that a group has: enabled, not excluded, and either explicit or selected by at least one selector, in the
 * catalogue's order. Whether the group is active plays no part.
 */
export function resolveTools<Tool extends CatalogTool>(
  group: ToolMembership,
  catalog: Iterable<Tool>,
): readonly ResolvedTool<Tool>[] {
  const explicit = new Set(group.explicitTools.map(({ toolId }) => toolId));
  const excluded = new Set(group.excludedTools.map(({ toolId }) => toolId));
  const resolved: ResolvedTool<Tool>[] = [];
  for (const tool of catalog) {
    if (!tool.isEnabled || excluded.has(tool.id)) continue;
    const selectorIds = group.selectors.filter((selector) => matcherOf(selector)(tool)).map(({ id }) => id);
    const isExplicit = explicit.has(tool.id);
    if (isExplicit || selectorIds.length > 0) resolved.push({ tool, selectorIds, isExplicit });
  }
  return resolved;
}

type ToolMatcher = (tool: CatalogTool) => boolean;

// Compiling a pattern costs far more than matching, and a selector never changes.
const matchers = new WeakMap<ToolSelector, ToolMatcher>();

function matcherOf(selector: ToolSelector): ToolMatcher {
  const known = matchers.get(selector);
  if (known !== undefined) return known;
  const matcher = compileSelector(selector);
  matchers.set(selector, matcher);
  return matcher;
}

function compileSelector(selector: ToolSelector): ToolMatcher {
  const source = compilePattern(selector.sourcePattern);
  const name = compilePattern(selector.namePattern);
  const path = compilePattern(selector.pathPattern ?? '*');
  const method = compilePattern(selector.methodPattern ?? '*');
  return (tool) =>
    source(tool.sourceName) &&
    name(tool.name) &&
    path(tool.path ?? '') &&
    method(tool.method ?? '') &&
    selector.requiredTags.every((tag) => tool.tags.includes(tag)) &&
    !selector.excludedTags.some((tag) => tool.tags.includes(tag)) &&
    selector.requiredLabelIds.every((label) => tool.labelIds.includes(label));
}
