import { approvalTaskId, type CommandResponse } from '@tools-provider/application';
import type { Consistency, ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import type { ToolGroupState } from '@tools-provider/domain';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { ToolGroupDocument } from '@tools-provider/read-model';

type Fields = Omit<WrittenToolGroup, 'id' | 'revision'>;

/** The group as a command has just written it, or as it was at a revision. */
export function writtenAnswer({
  id,
  revision,
  state,
}: CommandResponse<ToolGroupState | ToolGroupDocument>): WrittenToolGroup {
  return { id, ...fieldsOf(state), revision };
}

/** The group as the read model has it. */
export function readAnswer(document: StoredDocument<ToolGroupDocument>, consistency: Consistency): ToolGroup {
  const { id, revision, projectedAt } = document;
  return { id, ...fieldsOf(document), revision, projectedAt, consistency };
}

function requestOf({ activationRequest }: ToolGroupState | ToolGroupDocument): Fields['activationRequest'] {
  if (activationRequest === null || activationRequest === undefined) return null;
  return { ...activationRequest, taskId: approvalTaskId(activationRequest.requestId) };
}

function fieldsOf(source: ToolGroupState | ToolGroupDocument): Fields {
  const { name, description, isActive, deactivationReason, createdAt, createdBy, updatedAt, updatedBy } =
    source;
  return {
    name,
    description,
    selectors: source.selectors.map((selector) => ({
      ...selector,
      requiredTags: [...selector.requiredTags],
      excludedTags: [...selector.excludedTags],
      requiredLabelIds: [...selector.requiredLabelIds],
    })),
    explicitTools: source.explicitTools.map(({ toolId, addedAt, addedBy }) => ({ toolId, addedAt, addedBy })),
    excludedTools: source.excludedTools.map(({ toolId, excludedAt, excludedBy, reason }) => ({
      toolId,
      excludedAt,
      excludedBy,
      reason,
    })),
    isActive,
    deactivationReason,
    // Documents of earlier versions have neither.
    requiresApproval: source.requiresApproval ?? false,
    activationRequest: requestOf(source),
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
  };
}
