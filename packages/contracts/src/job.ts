import { z } from 'zod';
import { listToolsQuery } from './catalog-list.ts';
import { aggregateId, catalogToolId, revision, timestamp } from './identifiers.ts';
import { listTasksQuery, listToolGroupsQuery } from './list.ts';
import { taskStatus } from './task.ts';
import { jobOutcomes } from './values.ts';

/** How many things one job may be about. */
export const MAX_JOB_ITEMS = 10_000;

const NOT_FILTERS = { cursor: true, limit: true, count: true, sort: true } as const;
const toolGroupFilter = listToolGroupsQuery.omit(NOT_FILTERS).meta({ id: 'ToolGroupFilter' });
const taskFilter = listTasksQuery.omit(NOT_FILTERS).meta({ id: 'TaskFilter' });
const toolFilter = listToolsQuery.omit(NOT_FILTERS).meta({ id: 'ToolFilter' });

export type ToolGroupFilter = z.infer<typeof toolGroupFilter>;
export type TaskFilter = z.infer<typeof taskFilter>;
export type ToolFilter = z.infer<typeof toolFilter>;

const dryRun = z
  .boolean()
  .optional()
  .meta({ description: 'Only say how many there are; nothing is changed, and no job is made' });
const reason = z.string().trim().min(1).max(500).optional();

const what = 'The parameters of the list without paging and order, with the same meaning; {} is everything';
const ids = z.array(aggregateId).min(1).max(MAX_JOB_ITEMS).optional();
const ofToolGroups = { ids, filter: toolGroupFilter.optional().meta({ description: what }), dryRun };
const ofTasks = { ids, filter: taskFilter.optional().meta({ description: what }), dryRun };
const toolIds = z.array(catalogToolId).min(1).max(MAX_JOB_ITEMS).optional();
const ofTools = { ids: toolIds, filter: toolFilter.optional().meta({ description: what }), dryRun };

const changes = z
  .strictObject({
    status: taskStatus.optional(),
    assigneeId: z.string().trim().min(1).max(200).nullable().optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'give at least one field')
  .meta({ id: 'BulkTaskChanges' });

const action = <const Name extends string>(name: Name) => z.literal(name);

/** `POST /api/v1/jobs`: what is to be done, and to which: `ids`, or all that a `filter` finds at the moment of the request. */
export const createJobBody = z
  .discriminatedUnion('action', [
    z.strictObject({ action: action('activate-tool-groups'), ...ofToolGroups }),
    z.strictObject({ action: action('deactivate-tool-groups'), reason, ...ofToolGroups }),
    z.strictObject({ action: action('delete-tool-groups'), ...ofToolGroups }),
    z.strictObject({ action: action('change-tasks'), changes, ...ofTasks }),
    z.strictObject({ action: action('delete-tasks'), ...ofTasks }),
    z.strictObject({ action: action('enable-tools'), ...ofTools }),
    z.strictObject({ action: action('disable-tools'), reason, ...ofTools }),
    z.strictObject({ action: action('label-tools'), labelId: aggregateId, ...ofTools }),
    z.strictObject({ action: action('unlabel-tools'), labelId: aggregateId, ...ofTools }),
  ])
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), 'give either ids or filter')
  .meta({ id: 'CreateJob' });

export type CreateJobBody = z.infer<typeof createJobBody>;

/** What became of one item. `waiting` in a job that was cancelled: nothing will. */
export const jobOutcome = z.enum(jobOutcomes);

const count = z.int().min(0);

/** A job as its readers see it. */
export const job = z
  .object({
    id: z.uuid(),
    action: z.string(),
    wish: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the action was asked with, such as a reason or a label' }),
    requestedBy: z.object({ id: z.string(), name: z.string() }),
    requestedAt: timestamp,
    state: z.enum(['queued', 'running', 'done', 'cancelled']),
    isCancelRequested: z.boolean(),
    total: count,
    counts: z
      .object({
        waiting: count,
        done: count,
        unchanged: count,
        refused: count,
        notFound: count,
        failed: count,
      })
      .meta({ id: 'JobCounts', description: 'How many items came to what; together `total`' }),
    etaSeconds: count.nullable().meta({ description: 'Until its end, at the rate so far; null: not known' }),
    startedAt: timestamp.nullable(),
    endedAt: timestamp.nullable(),
  })
  .meta({ id: 'Job' });

export type Job = z.infer<typeof job>;

/** What a `dryRun` answers. */
export const jobPreview = z
  .object({
    total: count.meta({ description: 'How many a job would be about' }),
    sample: z
      .array(z.object({ id: z.string(), name: z.string().nullable() }))
      .meta({ description: 'The first of them, at most 20' }),
    expected: z
      .object({ changes: count, approvals: count, unchanged: count, absent: count })
      .nullable()
      .meta({
        description:
          'What it would come to, going by what is projected: `changes`, of which `approvals` only ask for one, what is `unchanged`, and what ' +
          'is `absent`; together `total`. null: more than 1,000 ids were given, and nobody looked',
      }),
  })
  .meta({ id: 'JobPreview' });

export type JobPreview = z.infer<typeof jobPreview>;

/** One item of a job. */
export const jobItem = z
  .object({
    id: z.string().meta({ description: 'Of what the command is about' }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'What that is called now; null: it is not there (any more, or yet)' }),
    outcome: jobOutcome,
    revision: revision.nullable().meta({ description: 'Of what is done or unchanged' }),
    note: z
      .enum(['approval-requested'])
      .nullable()
      .meta({ description: '`approval-requested`: the group becomes active when an admin approves it' }),
    code: z.string().nullable().meta({ description: "The error's code, of what is neither" }),
    reason: z.string().nullable(),
  })
  .meta({ id: 'JobItem' });

export type JobItem = z.infer<typeof jobItem>;

const paging = {
  cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before; opaque' }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};

/** Query of `GET /api/v1/jobs`. */
export const listJobsQuery = z.strictObject(paging);

/** Query of `GET /api/v1/jobs/{id}/items`. */
export const listJobItemsQuery = z.strictObject({
  ...paging,
  outcome: jobOutcome.optional().meta({ description: 'Only items that came to this' }),
});
