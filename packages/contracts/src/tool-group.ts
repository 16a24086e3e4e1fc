import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp, toolId } from './identifiers.ts';
import { oneLine, ruleText } from './one-line.ts';
import { toolGroupSorts } from './values.ts';

const pattern = ruleText(z.string().min(1).max(256)).meta({
  description: 'A glob (`*`, `?`, `[…]`), or `regex:` and an RE2 expression; either ignores case',
});

const tag = ruleText(z.string().trim().min(1).max(100));

/** A rule that selects tools: all of its criteria must hold. What is left out restricts nothing. */
export const newSelector = z
  .strictObject({
    id: z.string().trim().min(1).max(64).optional(),
    sourcePattern: pattern.optional(),
    namePattern: pattern.optional(),
    pathPattern: pattern.nullish(),
    methodPattern: pattern.nullish(),
    requiredTags: z.array(tag).max(50).optional(),
    excludedTags: z.array(tag).max(50).optional(),
    requiredLabelIds: z.array(aggregateId).max(50).optional(),
  })
  .meta({ id: 'NewSelector', examples: [{ id: 'sel-1', namePattern: '*' }] });

export type NewSelector = z.infer<typeof newSelector>;

/** A selector as it is stored: every criterion is there. */
export const selector = z
  .object({
    id: z.string(),
    sourcePattern: z.string(),
    namePattern: z.string(),
    pathPattern: z.string().nullable(),
    methodPattern: z.string().nullable(),
    requiredTags: z.array(z.string()),
    excludedTags: z.array(z.string()),
    requiredLabelIds: z.array(z.string()),
  })
  .meta({ id: 'Selector' });

export type Selector = z.infer<typeof selector>;

/** A group's name: 1 to 200 characters after trimming; need not be unique. */
export const toolGroupName = oneLine(200);

/** What a group is for; an empty one is one. */
export const toolGroupDescription = z.string().max(4000);

/** Whether a group becomes active by an approval only. */
export const requiresApproval = z
  .boolean()
  .meta({ description: 'Whether the group becomes active by an approval only' });

const excludedTool = z.strictObject({
  toolId,
  reason: z.string().trim().max(500).nullish().meta({ description: 'Left out: as it is' }),
});

/** Tools that are to be kept out of a group. */
export const excludedToolsWish = z.array(excludedTool).max(2000);

/** `POST /api/v1/tool-groups`. */
export const createToolGroupBody = z
  .strictObject({
    id: aggregateId.optional(),
    name: toolGroupName,
    description: toolGroupDescription.optional(),
    requiresApproval: requiresApproval.optional(),
    selectors: z.array(newSelector).max(100).optional(),
    explicitToolIds: z.array(toolId).max(300).optional(),
    excludedToolIds: z.array(toolId).max(100).optional(),
    excludedTools: z
      .array(excludedTool)
      .max(100)
      .optional()
      .meta({ description: 'Besides `excludedToolIds`, with reasons' }),
  })
  .meta({
    id: 'CreateToolGroup',
    examples: [
      {
        name: 'Read orders',
        description: 'What an agent needs to answer questions about orders',
        selectors: [{ sourcePattern: 'Orders*', methodPattern: 'GET' }],
      },
    ],
  });

export type CreateToolGroupBody = z.infer<typeof createToolGroupBody>;

/** `PATCH /api/v1/tool-groups/{id}`: what is left out stays. */
export const changeToolGroupBody = z
  .strictObject({
    name: toolGroupName.optional(),
    description: toolGroupDescription.optional(),
    requiresApproval: requiresApproval.optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeToolGroup', examples: [{ description: 'Reading only' }] });

/** How many selectors a definition may have that takes the place of another. */
export const MOST_SELECTORS = 500;

/** `PUT /api/v1/tool-groups/{id}`: everything that the group is to be. */
export const replaceToolGroupBody = z
  .strictObject({
    name: toolGroupName,
    description: toolGroupDescription,
    selectors: z
      .array(newSelector)
      .max(MOST_SELECTORS)
      .meta({ description: 'In their order. One without an id is any of the group with the same criteria' }),
    explicitToolIds: z.array(toolId).max(2000),
    excludedTools: excludedToolsWish,
    requiresApproval: requiresApproval.optional(),
  })
  .meta({ id: 'ReplaceToolGroup' });

export type ReplaceToolGroupBody = z.infer<typeof replaceToolGroupBody>;

/** Why something is done; shown in the history. Body of deactivate and of an exclusion; may be left out. */
export const reasonBody = z
  .strictObject({ reason: z.string().trim().min(1).max(500).optional() })
  .meta({ id: 'Reason' });

/** A wish to activate a group that waits for its approval. */
const activationRequest = z
  .object({
    requestId: z.string(),
    requestedAt: timestamp,
    requestedBy: z.string(),
    taskId: aggregateId.meta({ description: 'The task that decides about it; it is there a moment later' }),
  })
  .meta({ id: 'ActivationRequest' });

const toolGroupFields = z.object({
  id: aggregateId,
  name: z.string(),
  description: z.string(),
  selectors: z.array(selector),
  explicitTools: z.array(z.object({ toolId: z.string(), addedAt: timestamp, addedBy: z.string() })),
  excludedTools: z.array(
    z.object({
      toolId: z.string(),
      excludedAt: timestamp,
      excludedBy: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  isActive: z.boolean(),
  deactivationReason: z.string().nullable(),
  requiresApproval,
  activationRequest: activationRequest.nullable().meta({ description: 'The request that is pending' }),
  createdAt: timestamp,
  createdBy: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});

/** What a command on a tool group answers: the group as it was just written, and its revision. */
export const writtenToolGroup = toolGroupFields.extend({ revision }).meta({ id: 'WrittenToolGroup' });

export type WrittenToolGroup = z.infer<typeof writtenToolGroup>;

/** A tool group as the read model has it. `revision` is what is shown, `consistency.headRevision` what is written. */
export const toolGroup = toolGroupFields
  .extend({ revision, projectedAt: timestamp, consistency })
  .meta({ id: 'ToolGroup' });

export type ToolGroup = z.infer<typeof toolGroup>;

/** A tool group in the list. */
export const listedToolGroup = toolGroup
  .extend({
    toolCount: z.int().nullable().meta({
      description:
        'How many tools it has, as far as that is worked out (`GET …/{id}/tools` says how far that is); null: not yet',
    }),
  })
  .meta({ id: 'ListedToolGroup' });

export type ListedToolGroup = z.infer<typeof listedToolGroup>;

/** The orders of the list of tool groups; a leading `-` means descending. */
export const toolGroupSort = z.enum(toolGroupSorts);
