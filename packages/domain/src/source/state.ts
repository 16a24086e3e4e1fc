import { type Evolvers, evolveBy, NO_REVISION } from '@tools-provider/event-sourcing';
import type { SourceEvent } from './events.ts';
import type { SourceHealth, SourceKind } from './kinds.ts';
import type { InventoryWarning } from './tool-definition.ts';
import { type ToolEntries, type ToolEntry, toolEntry, withToolEntry } from './tool-entries.ts';

/** What has happened to a source's tools, in numbers of tools. */
export interface InventoryChanges {
  readonly discovered: number;
  readonly changed: number;
  readonly deprecated: number;
  readonly restored: number;
}

/** What a source is after its events. Definitions of tools are not kept: there may be thousands. */
export interface SourceState {
  readonly name: string;
  readonly kind: SourceKind;
  /** Where it is read; `null` for one whose document is uploaded. */
  readonly url: string | null;
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  readonly health: SourceHealth;
  readonly healthReason: string | null;
  /** How often in a row it could not be read. */
  readonly failures: number;
  /** The last attempt that failed. */
  readonly failedAttemptId: string | null;
  /** The hash of the inventory that the catalogue was last brought up to; `null` before the first. */
  readonly inventoryHash: string | null;
  readonly lastIngestedAt: string | null;
  readonly warnings: readonly InventoryWarning[];
  /** How many tools the source has, deprecated ones not counted. */
  readonly toolCount: number;
  /** What has happened to tools since the last inventory: not nothing after an interrupted refresh. */
  readonly sinceInventory: InventoryChanges;
  readonly tools: ToolEntries;
  /** The revision of the last event, {@link NO_REVISION} before the first. */
  readonly revision: number;
  /** The revision of the last event that touched all tools at once, {@link NO_REVISION} without one. */
  readonly allToolsRevision: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly isDeleted: boolean;
}

const NO_CHANGES: InventoryChanges = { discovered: 0, changed: 0, deprecated: 0, restored: 0 };

/** A source of which nothing has happened yet. */
export const initialSource: SourceState = {
  name: '',
  kind: 'openapi',
  url: null,
  isEnabled: false,
  disabledReason: null,
  health: 'unknown',
  healthReason: null,
  failures: 0,
  failedAttemptId: null,
  inventoryHash: null,
  lastIngestedAt: null,
  warnings: [],
  toolCount: 0,
  sinceInventory: NO_CHANGES,
  tools: {},
  revision: NO_REVISION,
  allToolsRevision: NO_REVISION,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  isDeleted: false,
};

const evolvers: Evolvers<SourceState, SourceEvent> = {
  'source.registered.v1': (state, { name, kind, url, registeredAt, registeredBy }) => ({
    ...touched(state, registeredAt, registeredBy),
    name,
    kind,
    url,
    isEnabled: true,
    createdAt: registeredAt,
    createdBy: registeredBy,
  }),
  'source.updated.v1': (state, { name, url, updatedAt, updatedBy }) => ({
    ...(name === undefined ? touched : withAllTools)(state, updatedAt, updatedBy),
    name: name ?? state.name,
    url: url ?? state.url,
  }),
  'source.enabled.v1': (state, { enabledAt, enabledBy }) => ({
    ...withAllTools(state, enabledAt, enabledBy),
    isEnabled: true,
    disabledReason: null,
  }),
  'source.disabled.v1': (state, { reason, disabledAt, disabledBy }) => ({
    ...withAllTools(state, disabledAt, disabledBy),
    isEnabled: false,
    disabledReason: reason,
  }),
  'source.sync.failed.v1': (state, { attemptId, reason, failures, failedAt, failedBy }) => ({
    ...touched(state, failedAt, failedBy),
    healthReason: reason,
    failures,
    failedAttemptId: attemptId,
  }),
  'source.health.changed.v1': (state, { health, reason, changedAt, changedBy }) => ({
    ...touched(state, changedAt, changedBy),
    health,
    healthReason: reason,
    failures: health === 'healthy' ? 0 : state.failures,
  }),
  'source.inventory.ingested.v1': (state, { hash, toolCount, warnings, ingestedAt, ingestedBy }) => ({
    ...touched(state, ingestedAt, ingestedBy),
    inventoryHash: hash,
    toolCount,
    warnings,
    lastIngestedAt: ingestedAt,
    sinceInventory: NO_CHANGES,
  }),
  'source.deregistered.v1': (state, { deregisteredAt, deregisteredBy }) => ({
    ...withAllTools(state, deregisteredAt, deregisteredBy),
    isEnabled: false,
    isDeleted: true,
  }),
  'tool.discovered.v1': (state, { toolId, hash, discoveredAt, discoveredBy }) =>
    withTool(counted(touched(state, discoveredAt, discoveredBy), 'discovered', 1), toolId, {
      ...NEW_TOOL,
      hash,
    }),
  'tool.definition.updated.v1': (state, { toolId, hash, updatedAt, updatedBy }) =>
    withTool(counted(touched(state, updatedAt, updatedBy), 'changed', 0), toolId, { hash }),
  'tool.deprecated.v1': (state, { toolId, deprecatedAt, deprecatedBy }) =>
    withTool(counted(touched(state, deprecatedAt, deprecatedBy), 'deprecated', -1), toolId, {
      status: 'deprecated',
      isEnabled: false,
      disabledReason: null,
    }),
  'tool.restored.v1': (state, { toolId, hash, restoredAt, restoredBy }) =>
    withTool(counted(touched(state, restoredAt, restoredBy), 'restored', 1), toolId, {
      hash,
      status: 'active',
      isEnabled: true,
      disabledReason: null,
    }),
  'tool.enabled.v1': (state, { toolId, enabledAt, enabledBy }) =>
    withTool(touched(state, enabledAt, enabledBy), toolId, { isEnabled: true, disabledReason: null }),
  'tool.disabled.v1': (state, { toolId, reason, disabledAt, disabledBy }) =>
    withTool(touched(state, disabledAt, disabledBy), toolId, { isEnabled: false, disabledReason: reason }),
  'tool.updated.v1': (state, { toolId, name, description, updatedAt, updatedBy }) =>
    withTool(touched(state, updatedAt, updatedBy), toolId, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    }),
  'tool.label.added.v1': (state, { toolId, labelId, addedAt, addedBy }) =>
    withTool(touched(state, addedAt, addedBy), toolId, {
      labelIds: [...labelsOf(state, toolId), labelId],
    }),
  'tool.label.removed.v1': (state, { toolId, labelId, removedAt, removedBy }) =>
    withTool(touched(state, removedAt, removedBy), toolId, {
      labelIds: labelsOf(state, toolId).filter((id) => id !== labelId),
    }),
};

/** The source after an event. Pure. */
export const evolveSource = evolveBy<SourceState, SourceEvent>(evolvers);

/** Every event type of a source and its tools. */
export const SOURCE_EVENT_TYPES = Object.keys(evolvers) as readonly SourceEvent['type'][];

/** A tool's revision: that of its source's event that last touched it, or all of the source's tools. */
export function toolRevision({ allToolsRevision }: SourceState, tool: ToolEntry): number {
  return Math.max(tool.revision, allToolsRevision);
}

const NEW_TOOL: ToolEntry = {
  hash: '',
  status: 'active',
  isEnabled: true,
  disabledReason: null,
  name: null,
  description: null,
  labelIds: [],
  revision: NO_REVISION,
};

function touched(state: SourceState, updatedAt: string, updatedBy: string): SourceState {
  return { ...state, updatedAt, updatedBy, revision: state.revision + 1 };
}

function withAllTools(state: SourceState, updatedAt: string, updatedBy: string): SourceState {
  const after = touched(state, updatedAt, updatedBy);
  return { ...after, allToolsRevision: after.revision };
}

function withTool(state: SourceState, toolId: string, change: Partial<ToolEntry>): SourceState {
  const entry = {
    ...(toolEntry(state.tools, toolId) ?? NEW_TOOL),
    ...change,
    revision: state.revision,
  };
  return { ...state, tools: withToolEntry(state.tools, toolId, entry) };
}

function counted(state: SourceState, change: keyof InventoryChanges, tools: number): SourceState {
  const { sinceInventory } = state;
  return {
    ...state,
    toolCount: state.toolCount + tools,
    sinceInventory: { ...sinceInventory, [change]: sinceInventory[change] + 1 },
  };
}

function labelsOf(state: SourceState, toolId: string): readonly string[] {
  return toolEntry(state.tools, toolId)?.labelIds ?? [];
}
