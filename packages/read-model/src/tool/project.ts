import { type SourceEvent, sourceIdOf, type ToolDefinition } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import { entityProjectionOf } from '../projecting-entities.ts';
import { sourceProjection } from '../source/project.ts';
import type { SourceDocument } from '../source/source-document.ts';
import type { ToolDocument } from './tool-document.ts';

/** Makes the documents of `tools`: one for each tool that a source has or had, until the source is deregistered. */
export const toolProjection = entityProjectionOf<ToolDocument, SourceEvent, SourceDocument>({
  collection: 'tools',
  owners: sourceProjection.collection,
  idField: 'toolId',
  effects: {
    'source.registered.v1': 'nothing',
    'source.updated.v1': {
      changesAll: (tool, { name, updatedAt, updatedBy }) =>
        name === undefined ? tool : changed(tool, updatedAt, updatedBy, { sourceName: name }),
    },
    'source.enabled.v1': {
      changesAll: (tool, { enabledAt, enabledBy }) =>
        changed(tool, enabledAt, enabledBy, { isSourceEnabled: true }),
    },
    'source.disabled.v1': {
      changesAll: (tool, { disabledAt, disabledBy }) =>
        changed(tool, disabledAt, disabledBy, { isSourceEnabled: false }),
    },
    'source.sync.failed.v1': 'nothing',
    'source.health.changed.v1': 'nothing',
    'source.inventory.ingested.v1': 'nothing',
    'source.deregistered.v1': { changesAll: () => undefined },
    'tool.discovered.v1': {
      creates: (id, { definition, hash, discoveredAt, discoveredBy }, source) =>
        shown({
          id,
          sourceId: sourceIdOf(id) ?? source.id,
          sourceName: source.name,
          isSourceEnabled: source.isEnabled,
          ...fieldsOf(definition, hash),
          nameOverride: null,
          descriptionOverride: null,
          labelIds: [],
          status: 'active',
          isEnabled: true,
          disabledReason: null,
          discoveredAt,
          discoveredBy,
          updatedAt: discoveredAt,
          updatedBy: discoveredBy,
        }),
    },
    'tool.definition.updated.v1': {
      changes: (tool, { definition, hash, updatedAt, updatedBy }) =>
        changed(tool, updatedAt, updatedBy, fieldsOf(definition, hash)),
    },
    'tool.deprecated.v1': {
      changes: (tool, { deprecatedAt, deprecatedBy }) =>
        changed(tool, deprecatedAt, deprecatedBy, {
          status: 'deprecated',
          isEnabled: false,
          disabledReason: null,
        }),
    },
    'tool.restored.v1': {
      changes: (tool, { definition, hash, restoredAt, restoredBy }) =>
        changed(tool, restoredAt, restoredBy, {
          ...fieldsOf(definition, hash),
          status: 'active',
          isEnabled: true,
          disabledReason: null,
        }),
    },
    'tool.enabled.v1': {
      changes: (tool, { enabledAt, enabledBy }) =>
        changed(tool, enabledAt, enabledBy, { isEnabled: true, disabledReason: null }),
    },
    'tool.disabled.v1': {
      changes: (tool, { reason, disabledAt, disabledBy }) =>
        changed(tool, disabledAt, disabledBy, { isEnabled: false, disabledReason: reason }),
    },
    'tool.updated.v1': {
      changes: (
        tool,
        {
          name: nameOverride = tool.nameOverride,
          description: descriptionOverride = tool.descriptionOverride,
          updatedAt,
          updatedBy,
        },
      ) => changed(tool, updatedAt, updatedBy, { nameOverride, descriptionOverride }),
    },
    'tool.label.added.v1': {
      changes: (tool, { labelId, addedAt, addedBy }) =>
        changed(tool, addedAt, addedBy, { labelIds: [...tool.labelIds, labelId] }),
    },
    'tool.label.removed.v1': {
      changes: (tool, { labelId, removedAt, removedBy }) =>
        changed(tool, removedAt, removedBy, { labelIds: tool.labelIds.filter((id) => id !== labelId) }),
    },
  },
});

/** What follows from the rest of a document. */
type Derived = 'name' | 'description' | 'isAvailable' | 'searchWords' | 'nameOrder';

type ToolFacts = Omit<ToolDocument, Derived>;

function fieldsOf(definition: ToolDefinition, definitionHash: string) {
  const { operationId, name, description, method, path, tags, inputSchema, isDeprecated } = definition;
  return {
    operationId,
    definitionName: name,
    definitionDescription: description,
    method,
    path,
    tags,
    inputSchema,
    isDefinitionDeprecated: isDeprecated,
    definitionHash,
  };
}

function changed(
  tool: ToolDocument,
  updatedAt: string,
  updatedBy: string,
  facts: Partial<ToolFacts>,
): ToolDocument {
  return shown({ ...tool, ...facts, updatedAt, updatedBy });
}

function shown(tool: ToolFacts): ToolDocument {
  const name = tool.nameOverride ?? tool.definitionName;
  const description = tool.descriptionOverride ?? tool.definitionDescription;
  return {
    ...tool,
    name,
    description,
    isAvailable: tool.status === 'active' && tool.isEnabled && tool.isSourceEnabled,
    searchWords: searchWords(name, tool.operationId, tool.path ?? '', description),
    nameOrder: orderText(name),
  };
}
