import { z } from 'zod';
import { aggregateId, revision, timestamp } from './identifiers.ts';
import { oneLine } from './one-line.ts';

/** The lists that a view can be of. */
export const viewList = z.enum(['tool-groups', 'tasks', 'sources', 'tools']);

export type ViewList = z.infer<typeof viewList>;

/** A view's name: 1 to 100 characters after trimming; need not be unique. */
const viewName = oneLine(100);

/** A parameter's name in the list's own URL: `search`, `status`, `sort` and so on. */
const parameterName = z
  .string()
  .max(50)
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]*$/,
    'must be the name of a parameter: a letter, then letters, digits, _ and -',
  );

const viewQuery = z
  .record(parameterName, z.string().max(200))
  .refine((query) => Object.keys(query).length <= 20, 'must have at most 20 parameters')
  .meta({
    description: "The parameters of the list's URL",
    maxProperties: 20,
    examples: [{ search: 'billing', sort: 'name' }],
  });

/** `POST /api/v1/views`. */
export const createViewBody = z
  .strictObject({
    id: aggregateId.optional(),
    name: viewName,
    list: viewList,
    query: viewQuery,
    isShared: z.boolean().optional(),
  })
  .meta({ id: 'CreateView', examples: [{ name: 'Overdue', list: 'tasks', query: { overdue: 'true' } }] });

export type CreateViewBody = z.infer<typeof createViewBody>;

/** `PATCH /api/v1/views/{id}`: what is left out stays; a query is replaced as a whole. */
export const changeViewBody = z
  .strictObject({
    name: viewName.optional(),
    query: viewQuery.optional(),
    isShared: z.boolean().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'ChangeView', examples: [{ name: 'Overdue tasks' }] });

export type ChangeViewBody = z.infer<typeof changeViewBody>;

/** A saved view: a named filter of a list, of one operator or shared with everybody. Its state is read where it is written, so it is never behind. */
export const view = z
  .object({
    id: aggregateId,
    name: z.string(),
    list: viewList,
    query: z.record(z.string(), z.string()),
    isShared: z.boolean(),
    ownerId: z.string(),
    isOwn: z.boolean().meta({ description: 'Whether it is of the one who asks' }),
    createdAt: timestamp,
    updatedAt: timestamp,
    revision,
  })
  .meta({ id: 'View' });

export type View = z.infer<typeof view>;

/** Query of `GET /api/v1/views`; without `list` it answers the views of every list. */
export const listViewsQuery = z.strictObject({ list: viewList.optional() });

/** What `GET /api/v1/views` answers: the caller's own views first, then those that others share, each by name. */
export const views = z.object({ items: z.array(view) }).meta({ id: 'Views' });
