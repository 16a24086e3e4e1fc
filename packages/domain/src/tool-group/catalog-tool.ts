import { type FoldedText, foldText } from './pattern.ts';

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
  /** `deprecated`: its source no longer has it. */
  readonly status: 'active' | 'deprecated';
  readonly isEnabled: boolean;
  readonly isSourceEnabled: boolean;
}

/** Why a tool cannot be had by any group. */
export type Unavailability = 'deprecated' | 'disabled' | 'source-disabled';

/** Everything that makes a tool unavailable; nothing for one that is available. A deprecated tool is disabled too, and only its deprecation counts. */
export function unavailabilityOf({
  status,
  isEnabled,
  isSourceEnabled,
}: CatalogTool): readonly Unavailability[] {
  if (status === 'active' && isEnabled && isSourceEnabled) return AVAILABLE;
  const own: Unavailability[] = status === 'deprecated' ? ['deprecated'] : isEnabled ? [] : ['disabled'];
  return isSourceEnabled ? own : [...own, 'source-disabled'];
}

const AVAILABLE: readonly Unavailability[] = [];

/** A tool as selectors look at it: each text is folded once, however many of them look. */
export interface SelectableTool<Tool extends CatalogTool = CatalogTool> {
  readonly tool: Tool;
  readonly name: FoldedText;
  readonly path: FoldedText;
}

/** Makes a tool ready to be looked at by selectors. One without a path has an empty one there. */
export function selectable<Tool extends CatalogTool>(tool: Tool): SelectableTool<Tool> {
  return { tool, name: foldText(tool.name), path: foldText(tool.path ?? '') };
}
