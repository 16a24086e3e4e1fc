import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp, toolId } from './identifiers.ts';
import { oneLine } from './one-line.ts';
import { toolSorts, toolStatuses } from './values.ts';

/** Whether a tool's source has it still. */
export const toolStatus = z.enum(toolStatuses);

export type ToolStatus = z.infer<typeof toolStatus>;

const inputSchema = z
  .record(z.string(), z.unknown())
  .meta({ description: 'JSON Schema of its input; refers to nothing outside itself' });

/** `PATCH /api/v1/tools/{id}`: what is left out stays; null lets the document say it again. */
export const changeToolBody = z
  .strictObject({
    name: oneLine(200).nullish(),
    description: z.string().max(4000).nullish(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeTool' });

export type ChangeToolBody = z.infer<typeof changeToolBody>;

/** What operators decide about a tool. */
const decided = {
  status: toolStatus.meta({ description: 'Deprecated: its source no longer has it' }),
  isEnabled: z.boolean(),
  disabledReason: z.string().nullable(),
  labelIds: z.array(z.string()),
};

/**
 * What a command on a tool answers: what the write side decides by, and the revision: that of its source's event that last touched it. What
 * the tool can do stands in its document.
 */
export const writtenTool = z
  .object({
    id: toolId,
    sourceId: aggregateId,
    nameOverride: z.string().nullable().meta({ description: 'What an operator calls it' }),
    descriptionOverride: z.string().nullable(),
    definitionHash: z.string(),
    ...decided,
    revision,
  })
  .meta({ id: 'WrittenTool' });

export type WrittenTool = z.infer<typeof writtenTool>;

/** A tool in a list. `revision` is that of its source's event that last touched it; `consistency` is its source's. */
export const toolSummary = z
  .object({
    id: toolId,
    sourceId: aggregateId,
    sourceName: z.string(),
    operationId: z.string(),
    name: z.string(),
    description: z.string(),
    method: z.string().nullable(),
    path: z.string().nullable(),
    tags: z.array(z.string()),
    isSourceEnabled: z.boolean(),
    isAvailable: z.boolean().meta({ description: 'Active, enabled, and of an enabled source' }),
    definitionHash: z.string(),
    discoveredAt: timestamp,
    updatedAt: timestamp,
    updatedBy: z.string(),
    ...decided,
    revision,
    projectedAt: timestamp,
    consistency,
  })
  .meta({ id: 'ToolSummary' });

export type ToolSummary = z.infer<typeof toolSummary>;

/** A tool as the read model has it. */
export const tool = toolSummary
  .extend({
    inputSchema,
    nameOverride: z.string().nullable().meta({ description: 'What an operator calls it' }),
    descriptionOverride: z.string().nullable(),
    documentName: z.string().meta({ description: 'What its document calls it' }),
    documentDescription: z.string(),
    isDocumentDeprecated: z.boolean().meta({ description: 'Whether its document calls it deprecated' }),
  })
  .meta({ id: 'Tool' });

export type Tool = z.infer<typeof tool>;

/** The orders of the list of tools; a leading `-` means descending. */
export const toolSort = z.enum(toolSorts);
