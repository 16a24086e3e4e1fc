import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp, toolId } from './identifiers.ts';
import { pageOf, paging, queryFlag } from './list.ts';
import {
  excludedToolsWish,
  MOST_SELECTORS,
  newSelector,
  requiresApproval,
  toolGroupDescription,
  toolGroupName,
} from './tool-group.ts';

/** A field of a tool that a selector restricts. */
export const criterion = z.enum([
  'source',
  'name',
  'path',
  'method',
  'required-tags',
  'excluded-tags',
  'required-labels',
]);

const known = { description: 'null: not known, or not written yet' };
const decision = {
  atRevision: revision.nullable().meta({ description: "The group's revision that did it; null: not known" }),
  at: timestamp.nullable().meta(known),
  by: z.string().nullable().meta(known),
};

/** One reason why a group has a tool or does not have it. */
export const membershipReason = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('matched'),
      selectorId: z.string(),
      criteria: z
        .array(criterion)
        .meta({ description: 'What the selector restricts; nothing: it selects every tool' }),
    }),
    z.object({ kind: z.literal('included'), ...decision }),
    z.object({ kind: z.literal('excluded'), ...decision, reason: z.string().nullable() }),
    z.object({
      kind: z
        .enum(['unknown-tool', 'deprecated', 'disabled', 'source-disabled'])
        .meta({ description: 'What keeps the tool from every group' }),
    }),
  ])
  .meta({ id: 'MembershipReason' });

export type MembershipReason = z.infer<typeof membershipReason>;

const reasons = z
  .array(membershipReason)
  .meta({ description: 'What speaks for it, and then what speaks against it' });

const isResolved = z.boolean().meta({ description: 'Whether the group has the tool' });

/** A tool that a group's definition is about, and why the group has it or does not. */
export const toolMembership = z
  .object({
    toolId: z.string(),
    name: z.string().meta({ description: 'The id of a tool that the catalogue does not have' }),
    sourceName: z.string().nullable(),
    method: z.string().nullable(),
    path: z.string().nullable(),
    isResolved,
    reasons,
  })
  .meta({ id: 'ToolMembership' });

export type ToolMembership = z.infer<typeof toolMembership>;

/** Whether the memberships that are shown are those of what is shown of the group, and of the whole catalogue. */
export const membershipsState = z
  .object({
    status: z.enum(['current', 'pending', 'stalled']).meta({
      description:
        'current: they are those of this revision of the group and of everything in the feed. pending: they are still those of an earlier one, or being changed right now. stalled: nobody brings them up to date, or something keeps it from being done',
    }),
    revision: revision
      .nullable()
      .meta({ description: "The group's revision that they are of; null: of none yet" }),
    resolvedCount: z
      .int()
      .nullable()
      .meta({ description: 'How many tools the group has; null: not known yet' }),
    memberCount: z.int().nullable().meta({ description: 'How many tools its definition is about' }),
    takenUpTo: z
      .int()
      .meta({ description: 'Everything in the feed up to this sequence is taken into account' }),
    feedHead: z.int(),
    failure: z.string().nullable().meta({ description: 'What keeps them from being brought up to date' }),
  })
  .meta({ id: 'MembershipsState' });

export type MembershipsState = z.infer<typeof membershipsState>;

/** Query of `GET /api/v1/tool-groups/{id}/tools`. */
export const listGroupToolsQuery = z.strictObject({
  ...paging,
  resolved: queryFlag
    .optional()
    .meta({ description: 'Only those that the group has, or only those that it has not' }),
  sort: z.enum(['name', '-name']).default('name'),
});

/** `GET /api/v1/tool-groups/{id}/tools`. `revision` is the group's that is shown, as in the group itself. */
export const groupTools = pageOf(toolMembership, 'GroupToolPage')
  .extend({ revision, consistency, memberships: membershipsState })
  .meta({ id: 'GroupTools' });

export type GroupTools = z.infer<typeof groupTools>;

/** A group whose definition is about a tool. */
export const groupOfTool = z
  .object({
    toolGroupId: aggregateId,
    name: z.string(),
    isActive: z.boolean(),
    isResolved,
    reasons,
  })
  .meta({ id: 'GroupOfTool' });

/** Query of `GET /api/v1/tools/{id}/groups`. */
export const listGroupsOfToolQuery = z.strictObject({
  cursor: paging.cursor,
  limit: paging.limit,
  resolved: queryFlag.optional(),
});

const MOST_NAMED_TOOLS = 5_000;
const toolIds = z.array(toolId).max(MOST_NAMED_TOOLS);

/** `POST /api/v1/tool-groups/preview`: a whole definition; what is left out of it is empty. */
export const previewBody = z
  .strictObject({
    toolGroupId: aggregateId
      .optional()
      .meta({ description: 'Whose definition it is to take the place of; left out: of none' }),
    selectors: z.array(newSelector).max(MOST_SELECTORS).optional(),
    explicitToolIds: toolIds.optional(),
    excludedToolIds: toolIds.optional(),
    excludedTools: excludedToolsWish
      .optional()
      .meta({ description: 'Besides `excludedToolIds`, with reasons' }),
    name: toolGroupName.optional().meta({ description: 'With it the answer tells the `events`' }),
    description: toolGroupDescription.optional(),
    requiresApproval: requiresApproval.optional(),
    limit: z.int().min(1).max(500).default(50).meta({ description: 'How long each list may be' }),
  })
  .meta({ id: 'PreviewToolGroup' });

const catalogTool = z
  .object({
    id: z.string(),
    name: z.string(),
    sourceId: z.string(),
    sourceName: z.string(),
    method: z.string().nullable(),
    path: z.string().nullable(),
  })
  .meta({ id: 'PreviewedTool' });

const previewedChange = z
  .object({
    tool: catalogTool,
    before: reasons.meta({ description: 'Under the present definition; empty: it is not about the tool' }),
    after: reasons.meta({ description: 'Under the changed definition; empty: it is not about the tool' }),
  })
  .meta({ id: 'PreviewedChange' });

/** An event that saving would write. */
const previewedEvent = z
  .object({
    type: z.string(),
    data: z
      .record(z.string(), z.unknown())
      .meta({ description: 'As it would be now: times and made-up ids are others when it is saved' }),
  })
  .meta({ id: 'PreviewedEvent' });

export type PreviewedEvent = z.infer<typeof previewedEvent>;

/** What a changed definition would do. */
export const groupPreview = z
  .object({
    revision: revision.nullable().meta({ description: 'Of the group that is compared with; null: of none' }),
    totals: z.object({
      before: z.int(),
      after: z.int(),
      joining: z.int(),
      leaving: z.int(),
      catalog: z.int().meta({ description: 'How many tools there are in all' }),
    }),
    selectorIds: z
      .array(z.string())
      .meta({ description: 'By which ids the reasons name the selectors, in their order' }),
    joining: z.array(previewedChange),
    leaving: z.array(previewedChange),
    nearMisses: z.array(z.object({ tool: catalogTool, selectorId: z.string(), criterion })).meta({
      description:
        'Available tools that stay out because one criterion of a selector does not hold, the nearest first: of selectors that are ' +
        'changed, then with more criteria that hold, then by which one does not hold, and by how much they have of what it asks for',
    }),
    hasMoreNearMisses: z.boolean(),
    unknownToolIds: z.array(z.string()).meta({ description: 'Named, and not in the catalogue' }),
    events: z
      .object({ total: z.int(), items: z.array(previewedEvent) })
      .nullable()
      .meta({
        description: 'What saving the definition would write, in order; null for one without a `name`',
      }),
  })
  .meta({ id: 'ToolGroupPreview' });

export type GroupPreview = z.infer<typeof groupPreview>;

export type PreviewBody = z.input<typeof previewBody>;

/** The data of a `memberships` message of `GET /api/v1/changes`: ask again for the group's tools if you show them. */
export const membershipsChange = z
  .object({ toolGroupId: aggregateId, revision, resolvedCount: z.int(), isChanging: z.boolean() })
  .meta({ id: 'MembershipsChange' });

export type MembershipsChange = z.infer<typeof membershipsChange>;
