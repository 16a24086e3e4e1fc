import type { DomainEvent } from '@tools-provider/event-sourcing';
import type { SourceHealth, SourceKind } from './kinds.ts';
import type { InventoryWarning, ToolDefinition } from './tool-definition.ts';

/**
 * The source exists, enabled, of unknown health and without tools. Times are ISO 8601 with milliseconds, `…By` are actors' ids, in every
 * event. `url` is `null` for a source whose document was uploaded.
 */
export type SourceRegistered = DomainEvent<
  'source.registered.v1',
  {
    readonly name: string;
    readonly kind: SourceKind;
    readonly url: string | null;
    readonly registeredAt: string;
    readonly registeredBy: string;
  }
>;

/** Name, URL or both are new; what did not change is left out. The source's tools are those of a source of that name now. */
export type SourceUpdated = DomainEvent<
  'source.updated.v1',
  { readonly name?: string; readonly url?: string; readonly updatedAt: string; readonly updatedBy: string }
>;

/** Agents may use the source's tools again, as far as each is available. */
export type SourceEnabled = DomainEvent<
  'source.enabled.v1',
  { readonly enabledAt: string; readonly enabledBy: string }
>;

/** Agents may use none of the source's tools for now. */
export type SourceDisabled = DomainEvent<
  'source.disabled.v1',
  { readonly reason: string | null; readonly disabledAt: string; readonly disabledBy: string }
>;

/** The source could not be read. `failures` counts those in a row, this one too; `attemptId` names the attempt. */
export type SourceSyncFailed = DomainEvent<
  'source.sync.failed.v1',
  {
    readonly attemptId: string;
    readonly reason: string;
    readonly failures: number;
    readonly failedAt: string;
    readonly failedBy: string;
  }
>;

/** The source became better or worse to read. `reason` is the last failure's, `null` when it is healthy. */
export type SourceHealthChanged = DomainEvent<
  'source.health.changed.v1',
  {
    readonly health: SourceHealth;
    readonly reason: string | null;
    readonly changedAt: string;
    readonly changedBy: string;
  }
>;

/**
 * The catalogue holds what the source has: the end of a refresh, after its last difference. `toolCount` is how many tools the source has
 * now; the other counts tell what has happened to them since the last inventory.
 */
export type InventoryIngested = DomainEvent<
  'source.inventory.ingested.v1',
  {
    readonly hash: string;
    readonly toolCount: number;
    readonly discovered: number;
    readonly changed: number;
    readonly deprecated: number;
    readonly restored: number;
    readonly warnings: readonly InventoryWarning[];
    readonly ingestedAt: string;
    readonly ingestedBy: string;
  }
>;

/** The end: nothing follows, and the source's tools go with it. */
export type SourceDeregistered = DomainEvent<
  'source.deregistered.v1',
  { readonly deregisteredAt: string; readonly deregisteredBy: string }
>;

/** The source has an operation that it never had before: a tool, active and enabled. */
export type ToolDiscovered = DomainEvent<
  'tool.discovered.v1',
  {
    readonly toolId: string;
    readonly definition: ToolDefinition;
    readonly hash: string;
    readonly discoveredAt: string;
    readonly discoveredBy: string;
  }
>;

/** The source says something else about the operation. */
export type ToolDefinitionUpdated = DomainEvent<
  'tool.definition.updated.v1',
  {
    readonly toolId: string;
    readonly definition: ToolDefinition;
    readonly hash: string;
    readonly updatedAt: string;
    readonly updatedBy: string;
  }
>;

/** The source no longer has the operation: the tool stays, deprecated and disabled. */
export type ToolDeprecated = DomainEvent<
  'tool.deprecated.v1',
  { readonly toolId: string; readonly deprecatedAt: string; readonly deprecatedBy: string }
>;

/** The source has the operation again, perhaps another one under its id: the tool is active and enabled. */
export type ToolRestored = DomainEvent<
  'tool.restored.v1',
  {
    readonly toolId: string;
    readonly definition: ToolDefinition;
    readonly hash: string;
    readonly restoredAt: string;
    readonly restoredBy: string;
  }
>;

/** Agents may use the tool again. */
export type ToolEnabled = DomainEvent<
  'tool.enabled.v1',
  { readonly toolId: string; readonly enabledAt: string; readonly enabledBy: string }
>;

/** Agents may not use the tool for now. */
export type ToolDisabled = DomainEvent<
  'tool.disabled.v1',
  {
    readonly toolId: string;
    readonly reason: string | null;
    readonly disabledAt: string;
    readonly disabledBy: string;
  }
>;

/** An operator says what the tool is called, or what it does, instead of its document; `null` lets the document say it again. */
export type ToolUpdated = DomainEvent<
  'tool.updated.v1',
  {
    readonly toolId: string;
    readonly name?: string | null;
    readonly description?: string | null;
    readonly updatedAt: string;
    readonly updatedBy: string;
  }
>;

/** The tool has the label, as its last one. */
export type ToolLabelAdded = DomainEvent<
  'tool.label.added.v1',
  { readonly toolId: string; readonly labelId: string; readonly addedAt: string; readonly addedBy: string }
>;

/** The tool no longer has the label. */
export type ToolLabelRemoved = DomainEvent<
  'tool.label.removed.v1',
  {
    readonly toolId: string;
    readonly labelId: string;
    readonly removedAt: string;
    readonly removedBy: string;
  }
>;

/** Everything that can have happened to a source and its tools. Stored types and payloads are contracts for ever. */
export type SourceEvent =
  | SourceRegistered
  | SourceUpdated
  | SourceEnabled
  | SourceDisabled
  | SourceSyncFailed
  | SourceHealthChanged
  | InventoryIngested
  | SourceDeregistered
  | ToolDiscovered
  | ToolDefinitionUpdated
  | ToolDeprecated
  | ToolRestored
  | ToolEnabled
  | ToolDisabled
  | ToolUpdated
  | ToolLabelAdded
  | ToolLabelRemoved;
