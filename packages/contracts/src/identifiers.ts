import { z } from 'zod';
import { aggregateNames, MAX_TOOL_ID_LENGTH } from './values.ts';

/** An aggregate's id, in lower case however it was written: streams are named after it. */
export const aggregateId = z
  .uuid()
  .toLowerCase()
  .meta({ description: 'UUID of the aggregate', examples: ['0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11'] });

/** A place in an aggregate's stream, from 0. The same number stands in the ETag, the read model and the CloudEvent. */
export const revision = z.int().min(0).meta({ description: "Place in the aggregate's stream, from 0" });

/** A tool's id, `{sourceId}:{operationId}`. */
export const toolId = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TOOL_ID_LENGTH)
  .meta({ description: '`{sourceId}:{operationId}`' });

/** The id of a tool of the catalogue, as its own URL has it. */
export const catalogToolId = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:.{1,475}$/s, 'must be {sourceId}:{operationId}')
  .meta({
    description: "The tool's id, `{sourceId}:{operationId}`, percent-encoded: it may hold `/` and `#`",
    examples: ['0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11:listInvoices'],
  });

/** A moment, ISO 8601 in UTC with milliseconds. */
export const timestamp = z.iso.datetime({
  precision: 3,
  error: 'must be a time in UTC with milliseconds, such as 2026-01-31T12:00:00.000Z',
});

/** The aggregates that have streams, by the names used in URLs. */
export const aggregateName = z.enum(aggregateNames);

export type AggregateName = z.infer<typeof aggregateName>;
