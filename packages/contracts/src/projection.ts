import { z } from 'zod';
import { revision, timestamp } from './identifiers.ts';

/** What names a projection: its collection, or `all`. */
export const projectionName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be the name of a projection, such as tool-groups, or all');

/** How far a rebuild or a verification is: `running` reads the log, `verifying` compares documents with their streams, `swapping` shows the new ones. */
export const rebuildState = z.enum([
  'queued',
  'running',
  'verifying',
  'swapping',
  'done',
  'cancelled',
  'failed',
]);

/** A rebuild or a verification, wished for, under way, or over. */
export const rebuildJob = z
  .object({
    id: z.uuid(),
    kind: z.enum(['rebuild', 'verify']),
    projection: z.string().meta({ description: "A projection's name, or all" }),
    state: rebuildState,
    isCancelRequested: z.boolean(),
    requestedBy: z.string(),
    requestedAt: timestamp,
    startedAt: timestamp.nullable(),
    endedAt: timestamp.nullable(),
    progress: z
      .object({
        events: z.int().min(0).meta({ description: 'Events that the present phase is done with' }),
        totalEvents: z
          .int()
          .min(0)
          .nullable()
          .meta({ description: 'About how many there are; null: not known' }),
        eventsPerSecond: z.int().min(0),
        etaSeconds: z.int().min(0).nullable().meta({ description: 'Until the end of the present phase' }),
        checkedStreams: z.int().min(0),
      })
      .meta({ id: 'RebuildProgress' }),
    error: z.string().nullable().meta({ description: 'Why it failed; nothing was changed then' }),
    failures: z
      .array(z.object({ stream: z.string(), revision, eventType: z.string(), reason: z.string() }))
      .meta({ description: 'Events that the projections refuse although what is shown contains them' }),
    differences: z
      .array(
        z.object({
          stream: z.string(),
          collection: z.string(),
          id: z.string(),
          revision: z.int().min(-1).meta({ description: 'Up to where the stream was folded; -1: no stream' }),
          paths: z
            .array(z.string())
            .meta({ description: 'JSON pointers; empty: the document is missing, or should not be there' }),
        }),
      )
      .meta({ description: 'Documents that are not what their streams say' }),
    isBounded: z.boolean().meta({ description: 'There are more differences than these' }),
  })
  .meta({ id: 'RebuildJob' });

export type RebuildJobBody = z.infer<typeof rebuildJob>;

/** `GET /api/v1/projections`. */
export const projectionList = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        collection: z.string(),
        generation: z.int().min(0).meta({ description: 'The rebuild that made its documents; 0: none yet' }),
        documents: z.int().min(0).meta({ description: 'About how many' }),
        job: rebuildJob.nullable().meta({ description: 'What waits or is under way for it' }),
      }),
    ),
    newest: z.object({ rebuild: rebuildJob.nullable(), verify: rebuildJob.nullable() }).meta({
      description: 'The newest job of each kind, of whatever projection, over or not; null: there was none',
    }),
  })
  .meta({ id: 'ProjectionList' });

export type ProjectionList = z.infer<typeof projectionList>;
