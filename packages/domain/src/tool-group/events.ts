import type { DomainEvent } from '@tools-provider/event-sourcing';
import type { ToolSelector } from './selector.ts';

/** The group exists, active and empty. Times are ISO 8601 with milliseconds, `…By` are actors' ids, in every event. */
export type ToolGroupCreated = DomainEvent<
  'group.created.v1',
  {
    readonly name: string;
    readonly description: string;
    readonly createdAt: string;
    readonly createdBy: string;
  }
>;

/** Name, description or both are new; what did not change is left out. */
export type ToolGroupUpdated = DomainEvent<
  'group.updated.v1',
  {
    readonly name?: string;
    readonly description?: string;
    readonly updatedAt: string;
    readonly updatedBy: string;
  }
>;

/** A rule joined the group's selectors, as the last one. */
export type SelectorAdded = DomainEvent<
  'group.selector.added.v1',
  { readonly selector: ToolSelector; readonly addedAt: string; readonly addedBy: string }
>;

/** The rule with this id left. */
export type SelectorRemoved = DomainEvent<
  'group.selector.removed.v1',
  { readonly selectorId: string; readonly removedAt: string; readonly removedBy: string }
>;

/** The rules stand in another order; which they are stays. `selectorIds` names all of them. */
export type SelectorsReordered = DomainEvent<
  'group.selectors.reordered.v1',
  { readonly selectorIds: readonly string[]; readonly reorderedAt: string; readonly reorderedBy: string }
>;

/** A tool belongs to the group whatever the selectors say. */
export type ExplicitToolAdded = DomainEvent<
  'group.tool.added.v1',
  { readonly toolId: string; readonly addedAt: string; readonly addedBy: string }
>;

/** A tool belongs to the group only if a selector says so. */
export type ExplicitToolRemoved = DomainEvent<
  'group.tool.removed.v1',
  { readonly toolId: string; readonly removedAt: string; readonly removedBy: string }
>;

/** A tool does not belong to the group, whatever selectors and explicit tools say. */
export type ToolExcluded = DomainEvent<
  'group.tool.excluded.v1',
  {
    readonly toolId: string;
    readonly excludedAt: string;
    readonly excludedBy: string;
    readonly reason: string | null;
  }
>;

/** A tool is no longer excluded. */
export type ToolIncluded = DomainEvent<
  'group.tool.included.v1',
  { readonly toolId: string; readonly includedAt: string; readonly includedBy: string }
>;

/** Agents may use the group's tools again. `requestId` is that of the request whose approval did it; without one nobody was asked. */
export type ToolGroupActivated = DomainEvent<
  'group.activated.v1',
  { readonly activatedAt: string; readonly activatedBy: string; readonly requestId?: string }
>;

/** Agents may not use the group's tools for now. */
export type ToolGroupDeactivated = DomainEvent<
  'group.deactivated.v1',
  { readonly deactivatedAt: string; readonly deactivatedBy: string; readonly reason: string | null }
>;

/** From now on the group becomes active by an approval only. It stays as active as it is. */
export type ApprovalRequired = DomainEvent<
  'group.approval.required.v1',
  { readonly requiredAt: string; readonly requiredBy: string }
>;

/** The group becomes active without an approval again. A request that is pending stays so. */
export type ApprovalWaived = DomainEvent<
  'group.approval.waived.v1',
  { readonly waivedAt: string; readonly waivedBy: string }
>;

/** Somebody asks for the activation of a group that requires an approval. `name` is the group's at that time. */
export type ActivationRequested = DomainEvent<
  'group.activation.requested.v1',
  {
    readonly requestId: string;
    readonly name: string;
    readonly requestedAt: string;
    readonly requestedBy: string;
  }
>;

/** The request came to nothing: the group stays inactive, and may ask anew. */
export type ActivationRejected = DomainEvent<
  'group.activation.rejected.v1',
  {
    readonly requestId: string;
    readonly reason: string | null;
    readonly rejectedAt: string;
    readonly rejectedBy: string;
  }
>;

/** The end: nothing follows. */
export type ToolGroupDeleted = DomainEvent<
  'group.deleted.v1',
  { readonly deletedAt: string; readonly deletedBy: string }
>;

/** Everything that can have happened to a tool group. Stored types and payloads are contracts for ever. */
export type ToolGroupEvent =
  | ToolGroupCreated
  | ToolGroupUpdated
  | SelectorAdded
  | SelectorRemoved
  | SelectorsReordered
  | ExplicitToolAdded
  | ExplicitToolRemoved
  | ToolExcluded
  | ToolIncluded
  | ToolGroupActivated
  | ToolGroupDeactivated
  | ApprovalRequired
  | ApprovalWaived
  | ActivationRequested
  | ActivationRejected
  | ToolGroupDeleted;
