import { z } from 'zod';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { pageOf } from './list.ts';
import { auditedAggregates } from './values.ts';

/** What events can be about. */
export const auditedAggregate = z.enum(auditedAggregates);

export type AuditedAggregate = z.infer<typeof auditedAggregate>;

/** Query of `GET /api/v1/audit`. */
export const auditQuery = z.strictObject({
  actor: z.string().min(1).max(200).optional().meta({ description: "The actor's id, as `service:ci`" }),
  aggregate: auditedAggregate.optional().meta({ description: 'Only what was done to such aggregates' }),
  id: aggregateId.optional().meta({ description: 'Only what was done to this aggregate' }),
  type: z.string().min(1).max(200).optional().meta({ description: 'Only this CloudEvent type' }),
  from: timestamp.optional().meta({ description: 'Not before this moment' }),
  until: timestamp.optional().meta({ description: 'Before this moment' }),
  cursor: z.string().max(100).optional().meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'How many at most' }),
});

const auditEntry = z
  .object({
    eventId: z.uuid(),
    at: timestamp,
    actor: z
      .string()
      .nullable()
      .meta({ description: 'Null for events from before this was noted; `data` then names who did it' }),
    actorType: z.enum(['app_user', 'service_account', 'system']).nullable(),
    type: z.string().meta({ description: "The event's CloudEvent type" }),
    aggregate: auditedAggregate.nullable(),
    id: z.string().meta({ description: "The aggregate's" }),
    revision,
    sequence: z.string().meta({ description: 'Place in the feed' }),
    correlationId: z.string(),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What the event says' }),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.infer<typeof auditEntry>;

/** What `GET /api/v1/audit` answers, the newest first. */
export const auditPage = pageOf(auditEntry, 'AuditPage');
