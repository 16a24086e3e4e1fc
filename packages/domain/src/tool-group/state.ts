import { type Evolvers, evolveBy } from '@tools-provider/event-sourcing';
import type { ToolGroupEvent } from './events.ts';
import { inOrder, type ToolSelector } from './selector.ts';

/** A tool that belongs to a group whatever the selectors say. */
export interface ExplicitTool {
  readonly toolId: string;
  readonly addedAt: string;
  readonly addedBy: string;
  /** The revision of the event that added it; only documents say so, and not those of earlier versions. */
  readonly atRevision?: number;
}

/** A tool that does not belong to a group, whatever else is said. */
export interface ExcludedTool {
  readonly toolId: string;
  readonly excludedAt: string;
  readonly excludedBy: string;
  readonly reason: string | null;
  /** The revision of the event that excluded it; only documents say so, and not those of earlier versions. */
  readonly atRevision?: number;
}

/** A wish to activate a group that waits for its approval. */
export interface ActivationRequest {
  readonly requestId: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
}

/** What a tool group is after its events. Selectors stand in the order in which they came, or the one they were given since, tools in the order in which they came. */
export interface ToolGroupState {
  readonly name: string;
  readonly description: string;
  readonly selectors: readonly ToolSelector[];
  readonly explicitTools: readonly ExplicitTool[];
  readonly excludedTools: readonly ExcludedTool[];
  readonly isActive: boolean;
  readonly deactivationReason: string | null;
  /** Whether the group becomes active by an approval only. */
  readonly requiresApproval: boolean;
  /** The request that is pending; an active group has none. */
  readonly activationRequest: ActivationRequest | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly isDeleted: boolean;
}

/** A group of which nothing has happened yet. */
export const initialToolGroup: ToolGroupState = {
  name: '',
  description: '',
  selectors: [],
  explicitTools: [],
  excludedTools: [],
  isActive: false,
  deactivationReason: null,
  requiresApproval: false,
  activationRequest: null,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  isDeleted: false,
};

const evolvers: Evolvers<ToolGroupState, ToolGroupEvent> = {
  'group.created.v1': (state, { name, description, createdAt, createdBy }) => ({
    ...touched(state, createdAt, createdBy),
    name,
    description,
    isActive: true,
    createdAt,
    createdBy,
  }),
  'group.updated.v1': (state, { name, description, updatedAt, updatedBy }) => ({
    ...touched(state, updatedAt, updatedBy),
    name: name ?? state.name,
    description: description ?? state.description,
  }),
  'group.selector.added.v1': (state, { selector, addedAt, addedBy }) => ({
    ...touched(state, addedAt, addedBy),
    selectors: [...state.selectors, selector],
  }),
  'group.selector.removed.v1': (state, { selectorId, removedAt, removedBy }) => ({
    ...touched(state, removedAt, removedBy),
    selectors: state.selectors.filter(({ id }) => id !== selectorId),
  }),
  'group.selectors.reordered.v1': (state, { selectorIds, reorderedAt, reorderedBy }) => ({
    ...touched(state, reorderedAt, reorderedBy),
    selectors: inOrder(state.selectors, selectorIds),
  }),
  'group.tool.added.v1': (state, { toolId, addedAt, addedBy }) => ({
    ...touched(state, addedAt, addedBy),
    explicitTools: [...state.explicitTools, { toolId, addedAt, addedBy }],
  }),
  'group.tool.removed.v1': (state, { toolId, removedAt, removedBy }) => ({
    ...touched(state, removedAt, removedBy),
    explicitTools: state.explicitTools.filter((tool) => tool.toolId !== toolId),
  }),
  'group.tool.excluded.v1': (state, { toolId, excludedAt, excludedBy, reason }) => ({
    ...touched(state, excludedAt, excludedBy),
    excludedTools: [...state.excludedTools, { toolId, excludedAt, excludedBy, reason }],
  }),
  'group.tool.included.v1': (state, { toolId, includedAt, includedBy }) => ({
    ...touched(state, includedAt, includedBy),
    excludedTools: state.excludedTools.filter((tool) => tool.toolId !== toolId),
  }),
  'group.activated.v1': (state, { activatedAt, activatedBy }) => ({
    ...touched(state, activatedAt, activatedBy),
    isActive: true,
    deactivationReason: null,
    activationRequest: null,
  }),
  'group.deactivated.v1': (state, { deactivatedAt, deactivatedBy, reason }) => ({
    ...touched(state, deactivatedAt, deactivatedBy),
    isActive: false,
    deactivationReason: reason,
  }),
  'group.approval.required.v1': (state, { requiredAt, requiredBy }) => ({
    ...touched(state, requiredAt, requiredBy),
    requiresApproval: true,
  }),
  'group.approval.waived.v1': (state, { waivedAt, waivedBy }) => ({
    ...touched(state, waivedAt, waivedBy),
    requiresApproval: false,
  }),
  'group.activation.requested.v1': (state, { requestId, requestedAt, requestedBy }) => ({
    ...touched(state, requestedAt, requestedBy),
    activationRequest: { requestId, requestedAt, requestedBy },
  }),
  'group.activation.rejected.v1': (state, { rejectedAt, rejectedBy }) => ({
    ...touched(state, rejectedAt, rejectedBy),
    activationRequest: null,
  }),
  'group.deleted.v1': (state, { deletedAt, deletedBy }) => ({
    ...touched(state, deletedAt, deletedBy),
    isActive: false,
    activationRequest: null,
    isDeleted: true,
  }),
};

/** The group after an event. Pure. */
export const evolveToolGroup = evolveBy<ToolGroupState, ToolGroupEvent>(evolvers);

/** Every event type of a tool group. */
export const TOOL_GROUP_EVENT_TYPES = Object.keys(evolvers) as readonly ToolGroupEvent['type'][];

function touched(state: ToolGroupState, updatedAt: string, updatedBy: string): ToolGroupState {
  return { ...state, updatedAt, updatedBy };
}
