import { z } from 'zod';
import { consistency } from './consistency.ts';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { oneLine } from './one-line.ts';
import { sourceHealths, sourceKinds } from './values.ts';

/** How a source tells its tools. */
export const sourceKind = z
  .enum(sourceKinds)
  .meta({ description: 'An OpenAPI document, or an MCP server over Streamable HTTP' });

export type SourceKind = z.infer<typeof sourceKind>;

/** How well a source can be read. */
export const sourceHealth = z.enum(sourceHealths).meta({
  description: 'Unknown before it was read; degraded after a failure, unhealthy after three in a row',
});

export type SourceHealth = z.infer<typeof sourceHealth>;

/** What a source gets wrong that keeps nobody from using it. */
const sourceWarning = z
  .object({
    place: z.string().meta({ description: 'JSON Pointer into what was read' }),
    detail: z.string(),
  })
  .meta({ id: 'SourceWarning' });

const name = oneLine(200);
const url = z
  .string()
  .trim()
  .max(2000)
  .regex(/^https?:\/\//i, 'must be an absolute http or https URL')
  .meta({
    description: 'http or https, without user and password',
    examples: ['https://example.com/openapi.json'],
  });
const sourceDocument = z.union([z.string().min(1), z.record(z.string(), z.unknown())]).meta({
  description: 'An OpenAPI 3.0, 3.1 or 3.2 document: an object, or a text of JSON or YAML; up to 5 MB',
});

/** `POST /api/v1/sources`. */
export const registerSourceBody = z
  .strictObject({
    id: aggregateId.optional(),
    name,
    kind: sourceKind.optional().meta({ description: 'Default `openapi`' }),
    url: url.optional(),
    document: sourceDocument.optional(),
  })
  .refine((body) => (body.url === undefined) !== (body.document === undefined), 'give either url or document')
  .meta({
    id: 'RegisterSource',
    examples: [
      {
        name: 'Orders',
        kind: 'openapi',
        document: {
          openapi: '3.1.0',
          info: { title: 'Orders', version: '1' },
          paths: {
            '/orders/{id}': {
              get: {
                operationId: 'getOrder',
                summary: 'Read an order',
                tags: ['orders'],
                parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
                responses: { 200: { description: 'The order' } },
              },
            },
          },
        },
      },
    ],
  });

export type RegisterSourceBody = z.infer<typeof registerSourceBody>;

/** `PATCH /api/v1/sources/{id}`: what is left out stays. */
export const changeSourceBody = z
  .strictObject({ name: name.optional(), url: url.optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeSource', examples: [{ name: 'Orders and returns' }] });

export type ChangeSourceBody = z.infer<typeof changeSourceBody>;

/** `POST /api/v1/sources/{id}/refresh`: a document for a source whose document is uploaded, nothing for one that is read at its URL. */
export const refreshSourceBody = z
  .strictObject({ document: sourceDocument.optional() })
  .meta({ id: 'RefreshSource' });

const sourceFields = z.object({
  id: aggregateId,
  name: z.string(),
  kind: sourceKind,
  url: z.string().nullable().meta({ description: 'Where it is read; null where the document is uploaded' }),
  isEnabled: z.boolean(),
  disabledReason: z.string().nullable(),
  health: sourceHealth,
  healthReason: z.string().nullable().meta({ description: 'Why it could not be read the last time' }),
  failures: z.int().min(0).meta({ description: 'How often in a row it could not be read' }),
  inventoryHash: z.string().nullable(),
  toolCount: z.int().min(0).meta({ description: 'Deprecated tools are not counted' }),
  warnings: z.array(sourceWarning),
  lastIngestedAt: timestamp.nullable(),
  createdAt: timestamp,
  createdBy: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});

/** What a command on a source answers: the source as it was just written, and its revision. */
export const writtenSource = sourceFields.extend({ revision }).meta({ id: 'WrittenSource' });

export type WrittenSource = z.infer<typeof writtenSource>;

/** A source as the read model has it. */
export const source = sourceFields
  .extend({ revision, projectedAt: timestamp, consistency })
  .meta({ id: 'Source' });

export type Source = z.infer<typeof source>;

/** The orders of the list of sources; a leading `-` means descending. */
export const sourceSort = z.enum(['name', '-name', 'updatedAt', '-updatedAt', 'createdAt', '-createdAt']);
