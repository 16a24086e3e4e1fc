import { z } from 'zod';
import { projectionFailure } from './consistency.ts';
import { aggregateId, revision, timestamp } from './identifiers.ts';

/** What somebody wants to become of an aggregate that is set aside. */
export const quarantineAction = z.enum(['retry', 'skip']);

/** An aggregate that is set aside, and what is asked for it and not done yet. */
export const quarantinedAggregate = z
  .object({
    aggregate: z.string().meta({
      description:
        '`tool-group`, `task`, `source`, `label`, or what the name of the stream says where this version knows no such aggregate',
    }),
    id: z.string().meta({ description: 'Of an aggregate that this version knows: its UUID' }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'What is shown of it is called this; null: nothing is shown' }),
    projectedRevision: revision.nullable().meta({ description: 'null: nothing was projected yet' }),
    failure: projectionFailure,
    requested: quarantineAction.nullable(),
  })
  .meta({ id: 'QuarantinedAggregate' });

export type QuarantinedAggregate = z.infer<typeof quarantinedAggregate>;

/** Whose failure a request is about; aggregates that only another version knows are named as the list names them. */
export const quarantineParams = z.strictObject({
  aggregate: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be named as the list of those that are set aside does'),
  id: aggregateId,
});

/** Query of `GET /api/v1/pipeline/quarantine`. */
export const quarantineQuery = z.strictObject({
  cursor: z.string().max(500).optional().meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Body of `POST /api/v1/consistency/{aggregate}/{id}/skip`. */
export const skipBody = z.strictObject({
  revision: revision.meta({ description: 'The revision that cannot be projected, as the failure says' }),
  note: z.string().trim().min(1).max(2000).meta({ description: 'Why the documents may do without it' }),
});

/** What a request for an aggregate that is set aside answers: the worker does it within a second. */
export const quarantineRequested = z
  .object({
    requestId: z.uuid(),
    aggregate: z.string(),
    id: aggregateId,
    action: quarantineAction,
    revision,
    requestedAt: timestamp,
  })
  .meta({ id: 'QuarantineRequested' });

export type QuarantineRequested = z.infer<typeof quarantineRequested>;
