import { z } from 'zod';
import { taskPriority, taskSort, taskStatus } from './task.ts';
import { toolGroupSort } from './tool-group.ts';

/** A page: its items, and the cursor of the next one unless it is the last. */
export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z.object({ items: z.array(item), next: z.string().optional() }).meta({ id });
}

/** What {@link pageOf} describes. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

const paging = {
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};

/** Query of `GET /api/v1/tool-groups`. */
export const listToolGroupsQuery = z.strictObject({
  ...paging,
  active: z.enum(['true', 'false']).optional(),
  sort: toolGroupSort.default('name'),
});

/** Query of `GET /api/v1/tasks`. */
export const listTasksQuery = z.strictObject({
  ...paging,
  status: taskStatus.optional(),
  priority: taskPriority.optional(),
  assigneeId: z.string().max(200).optional(),
  sort: taskSort.default('-createdAt'),
});

/** Query of a single read: wait (with `Prefer: wait=<seconds>`) until the projection has reached a revision. */
export const readQuery = z.strictObject({ minRevision: z.coerce.number().int().min(0).optional() });

/** Query of a command's DELETE and the like: nothing. */
export const noQuery = z.strictObject({});

/** What DELETE of an aggregate answers. */
export const deleted = z.object({ id: z.string(), revision: z.int().min(0) }).meta({ id: 'Deleted' });
