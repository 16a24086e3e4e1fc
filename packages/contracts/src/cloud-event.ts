import { z } from 'zod';
import { auditedAggregate } from './audit.ts';
import { revision, timestamp } from './identifiers.ts';
import { CLOUD_EVENT_TYPE_PREFIX } from './values.ts';

/** An event of the feed: CloudEvents 1.0.2, structured JSON. `data` follows the schema of its `type`. */
export const cloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.uuid(),
    source: z.string(),
    type: z.string().startsWith(CLOUD_EVENT_TYPE_PREFIX),
    subject: z.string().meta({ description: "The aggregate's id" }),
    time: timestamp,
    datacontenttype: z.literal('application/json'),
    dataschema: z.url(),
    sequence: z
      .string()
      .regex(/^\d{20}$/)
      .meta({ description: 'Place in the feed, from 1, without gaps' }),
    revision,
    partitionkey: z.string(),
    correlationid: z.string(),
    causationid: z.string(),
    authtype: z.enum(['app_user', 'service_account', 'system']).optional().meta({
      description: 'Who did it: a person, a service, or a saga. Not in events from before this was noted.',
    }),
    authid: z.string().optional().meta({ description: "The actor's id" }),
    traceparent: z.string().optional(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CloudEvent' });

export type CloudEvent = z.infer<typeof cloudEvent>;

/** Query of `GET /api/v1/events`. `lastEventId` is the id of the last event received; without it the feed starts at its beginning. */
export const feedQuery = z.strictObject({
  lastEventId: z.string().max(200).optional(),
  timeout: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .meta({ description: 'Milliseconds to wait for an event' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  type: z.string().max(200).optional().meta({ description: 'Only this CloudEvent type' }),
  aggregate: auditedAggregate.optional().meta({ description: 'Only what is about such aggregates' }),
  subject: z.string().max(200).optional().meta({ description: 'Only this aggregate' }),
  direction: z.enum(['forward', 'backward']).default('forward').meta({
    description:
      'Backward: the last `limit` events, or those before `lastEventId`, still in the order of their sequence; for a batch only, and never waiting',
  }),
});

/** The message `position` of a filtered event stream. */
export const feedPosition = z.object({
  lookedUpTo: z.int().meta({ description: 'Every event of the feed up to this sequence was looked at' }),
});
