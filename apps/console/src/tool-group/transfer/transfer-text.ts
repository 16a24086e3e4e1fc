import type { ToolGroup } from '@tools-provider/contracts';
import { definitionOf } from '../definition.ts';

/** What a file of tool groups says it is. */
export const FORMAT = 'tools-provider/tool-groups';
export const VERSION = 1;

/** The text of a file with these groups. Whether they are active, and who made them, is not part of it. */
export function transferText(groups: readonly ToolGroup[], exportedAt: string): string {
  const toolGroups = groups.map((group) => ({
    id: group.id,
    revision: group.revision,
    ...definitionOf(group),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exportedAt, toolGroups }, null, 2)}\n`;
}
