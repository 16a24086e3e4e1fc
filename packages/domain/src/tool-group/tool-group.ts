import { AggregateRoot, type AggregateType } from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { limitedText, requiredText } from '../text.ts';
import { definitionDifferences, reasonOf, type ToolGroupDefinition, toolIdOf } from './definition.ts';
import {
  activationRequestNotPending,
  approvalNeedsAnotherAdmin,
  selectorIdTaken,
  selectorNotFound,
  toolGroupDeleted,
} from './errors.ts';
import type { ToolGroupEvent, ToolGroupUpdated } from './events.ts';
import { expressionsCost, hasSameCriteria, type ToolSelectorInput, toolSelector } from './selector.ts';
import { evolveToolGroup, initialToolGroup, TOOL_GROUP_EVENT_TYPES, type ToolGroupState } from './state.ts';

const MAX_NAME_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 4_000;
const INACTIVE_FROM_THE_START = 'Its activation requires an approval';

/** What a group is about, as somebody asks for it. */
export interface ToolGroupDetails {
  /** 1 to 200 characters after trimming; other groups may have it too. */
  readonly name: string;
  readonly description?: string | undefined;
}

/** A group as somebody asks for it. */
export interface NewToolGroup extends ToolGroupDetails {
  /** Default `false`. */
  readonly requiresApproval?: boolean | undefined;
}

/** Other details for a group: what is left out stays. */
export type ToolGroupChanges = {
  readonly [Field in keyof ToolGroupDetails]?: ToolGroupDetails[Field] | undefined;
};

/** Who says no to an activation, and why; a blank reason is none. */
export interface Rejection {
  readonly rejectedBy: string;
  readonly reason?: string | undefined;
}

/**
 * A group of tools: rules that select them, and single tools that belong or do not belong to it whatever the rules say.
 * A wish that is fulfilled already raises nothing. After {@link ToolGroup.delete} every other wish is refused as `gone`.
 */
export class ToolGroup extends AggregateRoot<ToolGroupState, ToolGroupEvent> {
  /**
   * A new group, empty, and active unless it requires an approval. `invalid` unless `id` is a UUID and the name has 1 to 200
   * characters.
   */
  static create(id: string, details: NewToolGroup, stamp: Stamp): ToolGroup {
    const { actor, occurredAt } = stamp;
    const group = new ToolGroup(evolveToolGroup, aggregateId(id), initialToolGroup);
    group.raise({
      type: 'group.created.v1',
      data: {
        name: requiredText('name', details.name, MAX_NAME_LENGTH),
        description: limitedText('description', details.description ?? '', MAX_DESCRIPTION_LENGTH),
        createdAt: occurredAt,
        createdBy: actor.id,
      },
    });
    if (details.requiresApproval === true) {
      group.requireApproval(stamp);
      group.deactivate(INACTIVE_FROM_THE_START, stamp);
    }
    return group;
  }

  /** A group as its stream tells it. */
  static rehydrate(id: string, state: ToolGroupState, revision: number): ToolGroup {
    return new ToolGroup(evolveToolGroup, id, state, revision);
  }

  /** Gives the group another name or description; what is left out stays, and an empty description is one. */
  changeDetails(details: ToolGroupChanges, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const changed: { name?: string; description?: string } = {};
    if (details.name !== undefined) {
      const name = requiredText('name', details.name, MAX_NAME_LENGTH);
      if (name !== this.state.name) changed.name = name;
    }
    if (details.description !== undefined) {
      const description = limitedText('description', details.description, MAX_DESCRIPTION_LENGTH);
      if (description !== this.state.description) changed.description = description;
    }
    if (Object.keys(changed).length === 0) return;
    const data: ToolGroupUpdated['data'] = { ...changed, updatedAt: occurredAt, updatedBy: actor.id };
    this.raise({ type: 'group.updated.v1', data });
  }

  /**
   * Makes the group what a definition says, by the fewest events, in an order that depends on both alone: details, selectors (away, new,
   * their order), explicit tools, exclusions. What of it cannot be refuses all of it. Whether it is active, and whether that takes an
   * approval, stays.
   */
  replaceDefinition(definition: ToolGroupDefinition, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const differences = definitionDifferences(this.state, definition);
    this.changeDetails({ name: definition.name, description: definition.description }, stamp);
    for (const id of differences.removedSelectorIds) this.removeSelector(id, stamp);
    for (const selector of differences.addedSelectors) this.addSelector(selector, stamp);
    if (differences.selectorOrder !== undefined) this.#reorder(differences.selectorOrder, stamp);
    for (const toolId of differences.removedToolIds) this.removeExplicitTool(toolId, stamp);
    for (const toolId of differences.addedToolIds) this.addExplicitTool(toolId, stamp);
    for (const toolId of differences.includedToolIds) this.includeTool(toolId, stamp);
    for (const { toolId, reason } of differences.exclusions) {
      this.excludeTool(toolId, reason ?? undefined, stamp);
    }
  }

  /** Adds a rule as the last one. Its id with the same criteria is a repeated wish, with others it is `refused`. */
  addSelector(input: ToolSelectorInput, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const selector = toolSelector(input, this.#expressionsCostBeside(input.id));
    const known = this.state.selectors.find(({ id }) => id === selector.id);
    if (known !== undefined) {
      if (hasSameCriteria(known, selector)) return;
      throw selectorIdTaken(selector.id);
    }
    this.raise({
      type: 'group.selector.added.v1',
      data: { selector, addedAt: occurredAt, addedBy: actor.id },
    });
  }

  /** Takes a rule away. `not-found` (code `selector-not-found`) when the group has none with this id. */
  removeSelector(selectorId: string, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (!this.state.selectors.some(({ id }) => id === selectorId)) throw selectorNotFound(selectorId);
    this.raise({
      type: 'group.selector.removed.v1',
      data: { selectorId, removedAt: occurredAt, removedBy: actor.id },
    });
  }

  /** Makes a tool belong to the group whatever the rules say. The tool need not exist yet. */
  addExplicitTool(tool: string, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const toolId = toolIdOf(tool);
    if (this.#isExplicit(toolId)) return;
    this.raise({ type: 'group.tool.added.v1', data: { toolId, addedAt: occurredAt, addedBy: actor.id } });
  }

  /** Leaves it to the rules whether a tool belongs to the group. */
  removeExplicitTool(toolId: string, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (!this.#isExplicit(toolId)) return;
    this.raise({
      type: 'group.tool.removed.v1',
      data: { toolId, removedAt: occurredAt, removedBy: actor.id },
    });
  }

  /** Keeps a tool out of the group, also one that is explicit. The tool need not exist yet. */
  excludeTool(tool: string, reason: string | undefined, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const toolId = toolIdOf(tool);
    if (this.#isExcluded(toolId)) return;
    this.raise({
      type: 'group.tool.excluded.v1',
      data: { toolId, excludedAt: occurredAt, excludedBy: actor.id, reason: reasonOf(reason) },
    });
  }

  /** Ends the exclusion of a tool. */
  includeTool(toolId: string, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (!this.#isExcluded(toolId)) return;
    this.raise({
      type: 'group.tool.included.v1',
      data: { toolId, includedAt: occurredAt, includedBy: actor.id },
    });
  }

  /**
   * Lets agents use the group's tools. A group that requires an approval stays inactive: it asks for one under the new `requestId`,
   * unless a request is pending.
   */
  activate(requestId: string, { actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const { isActive, requiresApproval, activationRequest, name } = this.state;
    if (isActive) return;
    if (!requiresApproval) {
      this.raise({ type: 'group.activated.v1', data: { activatedAt: occurredAt, activatedBy: actor.id } });
    } else if (activationRequest === null) {
      this.raise({
        type: 'group.activation.requested.v1',
        data: { requestId, name, requestedAt: occurredAt, requestedBy: actor.id },
      });
    }
  }

  /**
   * Activates the group in the name of `approvedBy`, who must not be the one who asked (`forbidden`, code
   * `approval-needs-another-admin`). For a request that is not pending an active group changes nothing, and an inactive one is `refused`
   * (code `activation-request-not-pending`): an approval that comes again never activates what was deactivated since.
   */
  approveActivation(requestId: string, approvedBy: string, { occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    const { activationRequest, isActive } = this.state;
    if (activationRequest?.requestId !== requestId) {
      if (isActive) return;
      throw activationRequestNotPending(requestId);
    }
    if (approvedBy === activationRequest.requestedBy) throw approvalNeedsAnotherAdmin(approvedBy);
    this.raise({
      type: 'group.activated.v1',
      data: { activatedAt: occurredAt, activatedBy: approvedBy, requestId },
    });
  }

  /**
   * Ends a request in the name of `rejectedBy`; the group stays inactive. For a request that is not pending an inactive group changes
   * nothing, and an active one is `refused` (code `activation-request-not-pending`): what was approved cannot be rejected.
   */
  rejectActivation(requestId: string, { rejectedBy, reason }: Rejection, { occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (this.state.activationRequest?.requestId !== requestId) {
      if (!this.state.isActive) return;
      throw activationRequestNotPending(requestId);
    }
    this.raise({
      type: 'group.activation.rejected.v1',
      data: { requestId, reason: reasonOf(reason), rejectedAt: occurredAt, rejectedBy },
    });
  }

  /** Lets the group become active by an approval only. It stays as active as it is. */
  requireApproval({ actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (this.state.requiresApproval) return;
    this.raise({
      type: 'group.approval.required.v1',
      data: { requiredAt: occurredAt, requiredBy: actor.id },
    });
  }

  /** Lets the group become active without an approval; a request that is pending stays so. */
  waiveApproval({ actor, occurredAt }: Stamp): void {
    this.#refuseIfDeleted();
    if (!this.state.requiresApproval) return;
    this.raise({ type: 'group.approval.waived.v1', data: { waivedAt: occurredAt, waivedBy: actor.id } });
  }

  /**
   * Keeps agents from using the group's tools; a group that is inactive keeps the reason it has. A request for its activation that is pending
   * is rejected: what was asked for before must not undo this.
   */
  deactivate(reason: string | undefined, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const { actor, occurredAt } = stamp;
    const { activationRequest, isActive } = this.state;
    if (!isActive) {
      if (activationRequest === null) return;
      const rejection = { rejectedBy: actor.id, reason: reason ?? 'The group was deactivated' };
      this.rejectActivation(activationRequest.requestId, rejection, stamp);
      return;
    }
    this.raise({
      type: 'group.deactivated.v1',
      data: { deactivatedAt: occurredAt, deactivatedBy: actor.id, reason: reasonOf(reason) },
    });
  }

  /** Ends the group; doing it again changes nothing. */
  delete({ actor, occurredAt }: Stamp): void {
    if (this.state.isDeleted) return;
    this.raise({ type: 'group.deleted.v1', data: { deletedAt: occurredAt, deletedBy: actor.id } });
  }

  #reorder(selectorIds: readonly string[], { actor, occurredAt }: Stamp): void {
    this.raise({
      type: 'group.selectors.reordered.v1',
      data: { selectorIds, reorderedAt: occurredAt, reorderedBy: actor.id },
    });
  }

  #refuseIfDeleted(): void {
    if (this.state.isDeleted) throw toolGroupDeleted(this.id);
  }

  #expressionsCostBeside(selectorId: string): number {
    return this.state.selectors.reduce(
      (sum, selector) => (selector.id === selectorId ? sum : sum + expressionsCost(selector)),
      0,
    );
  }

  #isExplicit(toolId: string): boolean {
    return this.state.explicitTools.some((tool) => tool.toolId === toolId);
  }

  #isExcluded(toolId: string): boolean {
    return this.state.excludedTools.some((tool) => tool.toolId === toolId);
  }
}

/** How tool groups are stored: `tools_provider-tool-group-<id>`. */
export const toolGroupType: AggregateType<ToolGroupState, ToolGroupEvent, ToolGroup> = {
  category: CATEGORY,
  name: 'tool-group',
  initial: initialToolGroup,
  eventTypes: TOOL_GROUP_EVENT_TYPES,
  evolve: evolveToolGroup,
  rehydrate: ToolGroup.rehydrate,
  isDeleted: ({ isDeleted }) => isDeleted,
};
