import { z } from 'zod';
import { timestamp } from './identifiers.ts';
import { taskPriority, taskSort, taskStatus } from './task.ts';
import { toolGroupSort } from './tool-group.ts';

/** A page: its items, the cursor of the next one unless it is the last, and how many there are in all where that was asked for. */
export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      items: z.array(item),
      next: z
        .string()
        .optional()
        .meta({ description: 'The cursor of the next page; the header Link has its URL' }),
      total: z.int().optional().meta({ description: 'With `count=exact`: of all pages, at that moment' }),
    })
    .meta({ id });
}

/** What {@link pageOf} describes. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
  readonly total?: number;
}

/** The parameters of every list that is read in pages. */
export const paging = {
  search: z.string().trim().max(200).optional().meta({
    description:
      'Words, or beginnings of words, all of which must occur; capital letters and accents make no difference',
  }),
  cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  count: z
    .enum(['exact'])
    .optional()
    .meta({ description: 'Answer `total`, too; the more there are, the longer it takes' }),
};

/** A yes or no in a query. */
export const queryFlag = z.enum(['true', 'false']);

const actorId = z.string().trim().min(1).max(200);
const updatedSince = timestamp.optional().meta({ description: 'Changed at this time or later' });

/** Query of `GET /api/v1/tool-groups`. */
export const listToolGroupsQuery = z.strictObject({
  ...paging,
  active: queryFlag.optional(),
  requiresApproval: queryFlag.optional(),
  hasActivationRequest: queryFlag
    .optional()
    .meta({ description: 'Whether somebody waits for its activation' }),
  createdBy: actorId.optional(),
  namePrefix: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'The name begins so; case is ignored' }),
  updatedSince,
  sort: toolGroupSort.default('name'),
});

/** Query of `GET /api/v1/tasks`. */
export const listTasksQuery = z.strictObject({
  ...paging,
  status: taskStatus.optional(),
  priority: taskPriority.optional(),
  assigneeId: actorId.optional(),
  department: z.string().trim().min(1).max(200).optional(),
  createdBy: actorId.optional(),
  overdue: z.enum(['true']).optional().meta({
    description: 'Due by now, and neither completed nor cancelled',
  }),
  dueBefore: timestamp.optional().meta({ description: 'Due before this time, whatever its status' }),
  decision: queryFlag.optional().meta({ description: 'Whether it decides about an activation' }),
  updatedSince,
  sort: taskSort.default('-createdAt'),
});

/** Query of a single read: wait (with `Prefer: wait=<seconds>`) until the projection has reached a revision. */
export const readQuery = z.strictObject({ minRevision: z.coerce.number().int().min(0).optional() });

/** The same where the past can be read: at a revision, which may not be together with a wish for a later one. */
export const readQueryWithPast = readQuery
  .extend({
    atRevision: z.coerce.number().int().min(0).optional().meta({
      description: 'As it was at this revision, without what the read model knows of it',
    }),
  })
  .refine(({ minRevision, atRevision }) => minRevision === undefined || atRevision === undefined, {
    path: ['atRevision'],
    error: 'not together with minRevision',
  });

/** Query of a command's DELETE and the like: nothing. */
export const noQuery = z.strictObject({});

/** What DELETE of an aggregate answers. */
export const deleted = z.object({ id: z.string(), revision: z.int().min(0) }).meta({ id: 'Deleted' });
