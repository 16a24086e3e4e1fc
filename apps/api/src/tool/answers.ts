import type { CommandResponse } from '@tools-provider/application';
import type { Consistency, Tool, ToolSummary, WrittenTool } from '@tools-provider/contracts';
import { type SourceState, toolEntry, toolNotFound } from '@tools-provider/domain';
import type { StoredDocument } from '@tools-provider/event-sourcing';
import type { ToolDocument } from '@tools-provider/read-model';

/** The tool as a command has just written it: its source answers for it. */
export function writtenAnswer(
  toolId: string,
  { id: sourceId, revision, state }: CommandResponse<SourceState>,
): WrittenTool {
  const entry = toolEntry(state.tools, toolId);
  if (entry === undefined) throw toolNotFound(toolId);
  return {
    id: toolId,
    sourceId,
    nameOverride: entry.name,
    descriptionOverride: entry.description,
    definitionHash: entry.hash,
    status: entry.status,
    isEnabled: entry.isEnabled,
    disabledReason: entry.disabledReason,
    labelIds: [...entry.labelIds],
    revision,
  };
}

/** The tool as a list shows it: without its input's schema, which may be large. */
export function listedAnswer(
  document: StoredDocument<Omit<ToolDocument, 'inputSchema'>>,
  consistency: Consistency,
): ToolSummary {
  return {
    id: document.id,
    sourceId: document.sourceId,
    sourceName: document.sourceName,
    operationId: document.operationId,
    name: document.name,
    description: document.description,
    method: document.method,
    path: document.path,
    tags: [...document.tags],
    isSourceEnabled: document.isSourceEnabled,
    isAvailable: document.isAvailable,
    definitionHash: document.definitionHash,
    discoveredAt: document.discoveredAt,
    updatedAt: document.updatedAt,
    updatedBy: document.updatedBy,
    status: document.status,
    isEnabled: document.isEnabled,
    disabledReason: document.disabledReason,
    labelIds: [...document.labelIds],
    revision: document.revision,
    projectedAt: document.projectedAt,
    consistency,
  };
}

/** The tool as the read model has it. */
export function readAnswer(document: StoredDocument<ToolDocument>, consistency: Consistency): Tool {
  return {
    ...listedAnswer(document, consistency),
    inputSchema: { ...document.inputSchema },
    nameOverride: document.nameOverride,
    descriptionOverride: document.descriptionOverride,
    documentName: document.definitionName,
    documentDescription: document.definitionDescription,
    isDocumentDeprecated: document.isDefinitionDeprecated,
  };
}
