import { z } from 'zod';
import { timestamp } from './identifiers.ts';

const actorId = z.string().meta({ description: 'Id of the one who did it' });
const toolId = z.string().meta({ description: "The tool's id, `{sourceId}:{operationId}`" });
const labelId = z.string().meta({ description: "The label's id" });
const reason = z.string().nullable();
const updated = { updatedAt: timestamp, updatedBy: actorId };
const count = z.int().min(0);
const hash = z
  .string()
  .meta({ description: 'Of what the source says, to tell whether it says something else' });
const color = z.string().meta({ description: '`#rrggbb` in lower case' });
const sourceKind = z.enum(['openapi', 'mcp']);
const sourceHealth = z.enum(['unknown', 'healthy', 'degraded', 'unhealthy']);

/** What a source says about one of its operations. */
const definition = z.object({
  operationId: z.string(),
  name: z.string(),
  description: z.string(),
  method: z.string().nullable().meta({ description: 'The HTTP method in upper case; null: there is none' }),
  path: z.string().nullable(),
  tags: z.array(z.string()),
  inputSchema: z
    .record(z.string(), z.unknown())
    .meta({ description: 'A JSON Schema, an object that refers to nothing outside itself' }),
  isDeprecated: z.boolean().meta({ description: "Whether the source's own document calls it deprecated" }),
});

const operation = { toolId, definition, hash };

/** The `data` of each CloudEvent of sources, their tools and labels. */
export const catalogEventData = {
  'source.registered.v1': z.object({
    name: z.string(),
    kind: sourceKind,
    url: z.string().nullable().meta({ description: 'null: its document is uploaded' }),
    registeredAt: timestamp,
    registeredBy: actorId,
  }),
  'source.updated.v1': z
    .object({ name: z.string().optional(), url: z.string().optional(), ...updated })
    .meta({ description: 'What did not change is left out' }),
  'source.enabled.v1': z.object({ enabledAt: timestamp, enabledBy: actorId }),
  'source.disabled.v1': z
    .object({ reason, disabledAt: timestamp, disabledBy: actorId })
    .meta({ description: 'None of its tools is available' }),
  'source.sync.failed.v1': z.object({
    attemptId: z.string(),
    reason: z.string(),
    failures: z.int().min(1).meta({ description: 'How often in a row it could not be read, this time too' }),
    failedAt: timestamp,
    failedBy: actorId,
  }),
  'source.health.changed.v1': z.object({
    health: sourceHealth,
    reason,
    changedAt: timestamp,
    changedBy: actorId,
  }),
  'source.inventory.ingested.v1': z
    .object({
      hash,
      toolCount: count.meta({ description: 'How many tools the source has, deprecated ones not counted' }),
      discovered: count,
      changed: count,
      deprecated: count,
      restored: count,
      warnings: z
        .array(z.object({ place: z.string(), detail: z.string() }))
        .meta({ description: 'What its document gets wrong: where (a JSON Pointer) and what' }),
      ingestedAt: timestamp,
      ingestedBy: actorId,
    })
    .meta({ description: 'The end of a refresh; the counts say what came of it' }),
  'source.deregistered.v1': z
    .object({ deregisteredAt: timestamp, deregisteredBy: actorId })
    .meta({ description: 'The source is gone, and with it all its tools' }),
  'tool.discovered.v1': z.object({ ...operation, discoveredAt: timestamp, discoveredBy: actorId }),
  'tool.definition.updated.v1': z.object({ ...operation, ...updated }),
  'tool.deprecated.v1': z
    .object({ toolId, deprecatedAt: timestamp, deprecatedBy: actorId })
    .meta({ description: 'Its source no longer has it' }),
  'tool.restored.v1': z
    .object({ ...operation, restoredAt: timestamp, restoredBy: actorId })
    .meta({ description: 'Its source has it again' }),
  'tool.enabled.v1': z.object({ toolId, enabledAt: timestamp, enabledBy: actorId }),
  'tool.disabled.v1': z.object({ toolId, reason, disabledAt: timestamp, disabledBy: actorId }),
  'tool.updated.v1': z
    .object({
      toolId,
      name: z.string().nullish(),
      description: z.string().nullish(),
      ...updated,
    })
    .meta({
      description:
        'What an operator says of it instead of its source; null: what its source says; what did not change is left out',
    }),
  'tool.label.added.v1': z.object({ toolId, labelId, addedAt: timestamp, addedBy: actorId }),
  'tool.label.removed.v1': z.object({ toolId, labelId, removedAt: timestamp, removedBy: actorId }),
  'label.created.v1': z.object({
    name: z.string(),
    description: z.string(),
    color,
    createdAt: timestamp,
    createdBy: actorId,
  }),
  'label.updated.v1': z
    .object({
      name: z.string().optional(),
      description: z.string().optional(),
      color: color.optional(),
      ...updated,
    })
    .meta({ description: 'What did not change is left out' }),
  'label.deleted.v1': z
    .object({ deletedAt: timestamp, deletedBy: actorId })
    .meta({ description: 'Tools lose it' }),
} as const satisfies Readonly<Record<string, z.ZodObject>>;
