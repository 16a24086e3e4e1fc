import { z } from 'zod';
import { timestamp } from './identifiers.ts';

/** What can be set aside beside aggregates: an instance of a saga, or a message of the outbox. */
export const setAsideKind = z.enum(['saga', 'outbox']);

/** Work that failed too often and waits for somebody to look at it. Others go on; what follows it waits behind it. */
export const setAsideItem = z
  .object({
    kind: setAsideKind,
    id: z.string().meta({ description: "The saga instance's id, or the message's" }),
    name: z.string().meta({ description: 'The saga, or the stream whose later messages wait' }),
    step: z.string().meta({ description: 'What failed: an event type, a timeout, or a command' }),
    reason: z.string(),
    attempts: z.int().min(0),
    since: timestamp.meta({ description: 'When it was set aside; of a message, when it was written' }),
    isRetryRequested: z.boolean(),
  })
  .meta({ id: 'SetAsideItem' });

export type SetAsideItem = z.infer<typeof setAsideItem>;

/** `GET /api/v1/pipeline/set-aside`, the oldest first. */
export const setAsideList = z.object({ items: z.array(setAsideItem) }).meta({ id: 'SetAsideList' });

/** What a request for a retry answers. */
export const retryRequested = setAsideItem.pick({ kind: true, id: true }).meta({ id: 'RetryRequested' });
