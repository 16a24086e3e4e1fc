import { newToolGroup, replaceDefinition } from '@tools-provider/application';
import { ToolGroup, type ToolGroupEvent } from '@tools-provider/domain';
import type { CommandContext, StoredDocument } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { exclusionsOf, type WishedDefinition } from './changed-definition.ts';

/** A definition as it would be saved. */
export interface WishedGroup extends WishedDefinition {
  readonly name: string;
  readonly description?: string | undefined;
  readonly requiresApproval?: boolean | undefined;
}

/** What saving a definition would write: over the group as it is shown, or as a new one. Refuses what saving would refuse. */
export function previewedEvents(
  present: StoredDocument<ToolGroupDocument> | undefined,
  wish: WishedGroup,
  context: CommandContext,
): readonly ToolGroupEvent[] {
  if (present === undefined) return newToolGroup(wish, context).pendingEvents;
  const group = ToolGroup.rehydrate(present.id, stateOf(present), present.revision);
  const { name, description = '', requiresApproval, selectors = [], explicitToolIds = [] } = wish;
  const definition = { name, description, requiresApproval, selectors, explicitToolIds };
  replaceDefinition(group, { ...definition, excludedTools: exclusionsOf(wish) }, context);
  return group.pendingEvents;
}

function stateOf(document: ToolGroupDocument): ToolGroup['state'] {
  const { requiresApproval = false, activationRequest = null } = document;
  return { ...document, requiresApproval, activationRequest, isDeleted: false };
}
