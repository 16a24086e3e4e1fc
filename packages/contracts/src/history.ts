import { z } from 'zod';
import { revision, timestamp } from './identifiers.ts';

/** Query of `GET …/{id}/history`. */
export const historyQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the `next` of a page of this history')
    .optional()
    .meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Where an event made a difference: `before` or `after` is left out where there was, or is, nothing. */
export const historyChange = z
  .object({
    path: z.string().meta({
      description: 'JSON Pointer; what is in a list with an id of its own is named by it: `/selectors/sel-1`',
    }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'HistoryChange' });

export type HistoryChange = z.infer<typeof historyChange>;

/** One event of an aggregate, and what it changed. */
export const historyEntry = z
  .object({
    revision,
    type: z.string(),
    eventId: z.string(),
    occurredAt: timestamp,
    actor: z.object({ id: z.string() }),
    commandId: z.string().meta({ description: 'All events of one command have the same' }),
    correlationId: z.string(),
    changes: z.array(historyChange).nullable().meta({
      description:
        'null: the event cannot be read, `failure` says why, and what follows is told as if it were not there',
    }),
    failure: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' });

export type HistoryEntry = z.infer<typeof historyEntry>;

/** `GET …/{id}/history`: newest first. */
export const history = z
  .object({ items: z.array(historyEntry), next: z.string().optional() })
  .meta({ id: 'History' });

export type History = z.infer<typeof history>;
