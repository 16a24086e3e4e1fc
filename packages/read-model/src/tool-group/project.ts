import { inOrder, type ToolGroupEvent } from '@tools-provider/domain';
import { orderText, searchWords } from '@tools-provider/event-sourcing';
import { projectionOf } from '../projecting.ts';
import type { ToolGroupDocument } from './tool-group-document.ts';

/** Makes the documents of `tool-groups`, one for each group that is not deleted. */
export const toolGroupProjection = projectionOf<ToolGroupDocument, ToolGroupEvent, 'group.created.v1'>({
  collection: 'tool-groups',
  createdBy: 'group.created.v1',
  create: (id, { name, description, createdAt, createdBy }) => ({
    id,
    name,
    description,
    selectors: [],
    explicitTools: [],
    excludedTools: [],
    selectorCount: 0,
    explicitToolCount: 0,
    excludedToolCount: 0,
    isActive: true,
    deactivationReason: null,
    requiresApproval: false,
    activationRequest: null,
    hasActivationRequest: false,
    createdAt,
    createdBy,
    updatedAt: createdAt,
    updatedBy: createdBy,
    ...foundBy(name, description),
  }),
  change: {
    'group.updated.v1': (
      document,
      { name = document.name, description = document.description, updatedAt, updatedBy },
    ) => ({
      ...document,
      name,
      description,
      updatedAt,
      updatedBy,
      ...foundBy(name, description),
    }),
    'group.selector.added.v1': (document, { selector, addedAt, addedBy }) =>
      withLists(document, addedAt, addedBy, { selectors: [...document.selectors, selector] }),
    'group.selector.removed.v1': (document, { selectorId, removedAt, removedBy }) =>
      withLists(document, removedAt, removedBy, {
        selectors: document.selectors.filter(({ id }) => id !== selectorId),
      }),
    'group.selectors.reordered.v1': (document, { selectorIds, reorderedAt, reorderedBy }) =>
      withLists(document, reorderedAt, reorderedBy, { selectors: inOrder(document.selectors, selectorIds) }),
    'group.tool.added.v1': (document, { toolId, addedAt, addedBy }, atRevision) =>
      withLists(document, addedAt, addedBy, {
        explicitTools: [...document.explicitTools, { toolId, addedAt, addedBy, atRevision }],
      }),
    'group.tool.removed.v1': (document, { toolId, removedAt, removedBy }) =>
      withLists(document, removedAt, removedBy, {
        explicitTools: document.explicitTools.filter((tool) => tool.toolId !== toolId),
      }),
    'group.tool.excluded.v1': (document, { toolId, excludedAt, excludedBy, reason }, atRevision) =>
      withLists(document, excludedAt, excludedBy, {
        excludedTools: [...document.excludedTools, { toolId, excludedAt, excludedBy, reason, atRevision }],
      }),
    'group.tool.included.v1': (document, { toolId, includedAt, includedBy }) =>
      withLists(document, includedAt, includedBy, {
        excludedTools: document.excludedTools.filter((tool) => tool.toolId !== toolId),
      }),
    'group.activated.v1': (document, { activatedAt, activatedBy }) => ({
      ...document,
      isActive: true,
      deactivationReason: null,
      activationRequest: null,
      hasActivationRequest: false,
      updatedAt: activatedAt,
      updatedBy: activatedBy,
    }),
    'group.deactivated.v1': (document, { deactivatedAt, deactivatedBy, reason }) => ({
      ...document,
      isActive: false,
      deactivationReason: reason,
      updatedAt: deactivatedAt,
      updatedBy: deactivatedBy,
    }),
    'group.approval.required.v1': (document, { requiredAt, requiredBy }) => ({
      ...document,
      requiresApproval: true,
      updatedAt: requiredAt,
      updatedBy: requiredBy,
    }),
    'group.approval.waived.v1': (document, { waivedAt, waivedBy }) => ({
      ...document,
      requiresApproval: false,
      updatedAt: waivedAt,
      updatedBy: waivedBy,
    }),
    'group.activation.requested.v1': (document, { requestId, requestedAt, requestedBy }) => ({
      ...document,
      activationRequest: { requestId, requestedAt, requestedBy },
      hasActivationRequest: true,
      updatedAt: requestedAt,
      updatedBy: requestedBy,
    }),
    'group.activation.rejected.v1': (document, { rejectedAt, rejectedBy }) => ({
      ...document,
      activationRequest: null,
      hasActivationRequest: false,
      updatedAt: rejectedAt,
      updatedBy: rejectedBy,
    }),
    'group.deleted.v1': () => undefined,
  },
});

function foundBy(name: string, description: string) {
  return { searchWords: searchWords(name, description), nameOrder: orderText(name) };
}

type Lists = Partial<Pick<ToolGroupDocument, 'selectors' | 'explicitTools' | 'excludedTools'>>;

function withLists(
  document: ToolGroupDocument,
  updatedAt: string,
  updatedBy: string,
  lists: Lists,
): ToolGroupDocument {
  const next = { ...document, ...lists, updatedAt, updatedBy };
  return {
    ...next,
    selectorCount: next.selectors.length,
    explicitToolCount: next.explicitTools.length,
    excludedToolCount: next.excludedTools.length,
  };
}
