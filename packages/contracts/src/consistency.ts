import { z } from 'zod';
import { aggregateId, aggregateName, revision, timestamp } from './identifiers.ts';
import { workerSwitchEffect } from './worker-switch.ts';

/**
 * How what is shown relates to what was written: `projected` up to date · `pending` written, not shown yet · `lagging` pending for longer
 * than the service level · `quarantined` set aside after a failure · `diverged` the log is not the one that was projected ·
 * `unknown` the log cannot be watched right now.
 */
export const consistencyStatus = z.enum([
  'projected',
  'pending',
  'lagging',
  'quarantined',
  'diverged',
  'unknown',
]);

export type ConsistencyStatus = z.infer<typeof consistencyStatus>;

/**
 * Why an aggregate is set aside: `unknown-event` no projection knows the event's type · `undecodable` its data cannot be read ·
 * `missing-document` it changes a document that is not there · `too-large` what it makes cannot be stored · `missing-event` the log no
 * longer holds an event that comes next · `diverged` the log is not the one that was projected · `projection-failed` a projection threw.
 */
export const failureCode = z.enum([
  'unknown-event',
  'undecodable',
  'missing-document',
  'too-large',
  'missing-event',
  'diverged',
  'projection-failed',
]);

/** Why an aggregate is set aside, and what was tried. */
export const projectionFailure = z
  .object({
    code: failureCode,
    reason: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    revision,
    attempts: z.int(),
    failedAt: timestamp,
    release: z.string().meta({ description: 'The version of the worker that could not process it' }),
  })
  .meta({ id: 'ProjectionFailure' });

/** The short form that every read carries. `headRevision` is null when it is not known. */
export const consistency = z
  .object({ status: consistencyStatus, headRevision: revision.nullable() })
  .meta({ id: 'Consistency' });

export type Consistency = z.infer<typeof consistency>;

/** `GET /api/v1/consistency/{aggregate}/{id}`. */
export const consistencyReport = z
  .object({
    aggregate: aggregateName,
    id: aggregateId,
    status: consistencyStatus,
    headRevision: revision,
    projectedRevision: revision.nullable().meta({ description: 'null: nothing was projected yet' }),
    lagMs: z.int().min(0).meta({
      description: 'How long the oldest event that is not projected has been waiting; 0 when none is',
    }),
    projectedAt: timestamp.nullable(),
    failure: projectionFailure.nullable(),
    skipped: z
      .array(
        z.object({
          revision,
          eventId: z.string(),
          note: z.string(),
          skippedBy: z.string(),
          skippedAt: timestamp,
        }),
      )
      .meta({ description: 'Events that an admin had left out of the documents' }),
  })
  .meta({ id: 'ConsistencyReport' });

export type ConsistencyReport = z.infer<typeof consistencyReport>;

/** When one event passed the points of the pipeline. */
export const eventTrace = z
  .object({
    eventId: z.string(),
    type: z.string(),
    revision,
    appendedAt: timestamp.meta({ description: 'The log took it' }),
    receivedAt: timestamp.nullable().meta({
      description: 'It was delivered; null when it was read from its stream before its own delivery came',
    }),
    projectedAt: timestamp.meta({ description: 'Its projections had run' }),
    emittedAt: timestamp.meta({
      description: 'Its documents and its CloudEvent were stored: from now on readers see both',
    }),
    ackedAt: timestamp
      .nullable()
      .meta({ description: 'Its delivery was acknowledged; null when there was none' }),
    sequence: z.int().nullable().meta({
      description: 'The number of its CloudEvent in the feed; null: the feed does not have it',
    }),
    workerId: z.string(),
  })
  .meta({ id: 'EventTrace' });

export type EventTrace = z.infer<typeof eventTrace>;

/** `GET /api/v1/consistency/{aggregate}/{id}/trace`: of the last 20 events of an aggregate, newest first. */
export const pipelineTrace = z.object({ items: z.array(eventTrace) }).meta({ id: 'PipelineTrace' });

/** The data of a `change` message of `GET /api/v1/changes`. */
export const change = z
  .object({
    aggregate: aggregateName,
    id: aggregateId,
    headRevision: revision.nullable(),
    projectedRevision: revision.nullable(),
    status: consistencyStatus,
  })
  .meta({ id: 'Change' });

export type Change = z.infer<typeof change>;

/** How the workers that project are. `away`: none has given a sign of life lately. `unknown`: the read model cannot be asked. */
export const workerState = z.enum(['running', 'away', 'unknown']);

/** How far every event of the feed is delivered to the one address that the workers post to (`K_SINK`). */
const sinkState = z
  .object({
    address: z.string().meta({ description: 'Its origin; the rest may be secret' }),
    deliveredUpTo: z.int().meta({ description: 'Every event of the feed up to this sequence is delivered' }),
    deliveredAt: timestamp.nullable(),
    waiting: z.int().meta({ description: 'Events of the feed beyond deliveredUpTo' }),
    lastError: z.string().nullable().meta({
      description: 'Why the earliest event that fails is not delivered; null: none fails',
    }),
    failingSince: timestamp.nullable(),
    retryAt: timestamp.nullable(),
  })
  .meta({ id: 'SinkState' });

/** What a worker has done since it started. */
const workerCounts = z
  .object({
    batches: z.int(),
    storedEvents: z.int(),
    retries: z.int(),
    redeliveries: z.int(),
    conflicts: z.int().meta({ description: 'Transactions done again, because another worker was faster' }),
    setAside: z.int(),
    auditRepairs: z.int(),
  })
  .meta({ id: 'WorkerCounts' });

/** What the audit of the log found, since the read model was made. */
const auditState = z
  .object({
    sweptAt: timestamp,
    findings: z
      .int()
      .meta({ description: 'Streams that were behind although their deliveries had been due' }),
    repairedEvents: z.int(),
    diverged: z.int().meta({ description: 'Streams whose log was not the one that was projected' }),
    lastFindingAt: timestamp.nullable(),
    stall: z.string().nullable().meta({ description: 'Why deliveries do not come although they should' }),
  })
  .meta({ id: 'AuditState' });

/** How far the memberships of groups are brought up to the feed, and whether somebody does it. */
const membershipsProgress = z
  .object({
    takenUpTo: z
      .int()
      .meta({ description: 'Everything in the feed up to this sequence is taken into account' }),
    waiting: z.int().meta({ description: 'Events of the feed beyond takenUpTo' }),
    savedAt: timestamp.nullable().meta({ description: 'Its last sign of life; null: there was none yet' }),
    isWorking: z.boolean().meta({ description: 'Whether it gave a sign of life lately and nothing fails' }),
    recomputing: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: 'Of how many groups how many are looked at anew; null: only what changes is' }),
    failure: z.string().nullable(),
    failingSince: timestamp.nullable(),
  })
  .meta({ id: 'MembershipsProgress' });

/** The data of a `pipeline` message of `GET /api/v1/changes`, and the answer of `GET /api/v1/pipeline`. */
export const pipeline = z
  .object({
    at: timestamp.meta({ description: 'When it was so' }),
    worker: workerState,
    /** Aggregates and events that are written and not projected. null: not known. */
    lagAggregates: z.int().nullable(),
    lagEvents: z.int().nullable(),
    lagMs: z.int().nullable(),
    quarantined: z.int().nullable(),
    /** The same by their reasons; those without any are left out. */
    quarantinedByReason: z.partialRecord(failureCode, z.int()).nullable(),
    /** Events of what is stored as its state (views) that are not in the feed yet. null: not known. */
    outboxWaiting: z.int().nullable(),
    /** null: no worker that is running posts events anywhere, or it is not known. */
    sink: sinkState.nullable(),
    /** Events a second that all workers together have projected in the last seconds. null: not known. */
    eventsPerSecond: z.number().nullable(),
    /** What the comparison of the log with what was projected found. null: there was none yet, or it is not known. */
    audit: auditState.nullable(),
    /** How far each saga has read the feed. null: not known. */
    sagas: z.array(z.object({ name: z.string(), waiting: z.int() })).nullable(),
    /** Which tools each group has. null: not known. */
    memberships: membershipsProgress.nullable(),
    switches: z.array(workerSwitchEffect).nullable().meta({
      description:
        'What is done to the workers on purpose. null: nothing can be, as in production, or it is not known',
    }),
    workers: z.array(
      z.object({
        id: z.string(),
        startedAt: timestamp,
        heartbeatAt: timestamp,
        ordering: z.enum(['per-stream', 'none']),
        projectedEvents: z.int(),
        release: z.string().nullable(),
        counts: workerCounts.nullable(),
      }),
    ),
  })
  .meta({ id: 'Pipeline' });

export type Pipeline = z.infer<typeof pipeline>;

/** Query of `GET /api/v1/pipeline/samples`. */
export const pipelineSamplesQuery = z.strictObject({
  after: timestamp
    .optional()
    .meta({ description: 'Only those that are younger: the `at` of the last one that is known' }),
});

/** `GET /api/v1/pipeline/samples`: how it was in the last five minutes, the oldest first, as far as this api has seen it. */
export const pipelineSamples = z
  .object({
    stepMs: z.int().meta({ description: 'How far apart they are; a gap is a time that nobody looked at' }),
    items: z.array(
      pipeline
        .pick({ at: true, lagEvents: true, lagMs: true, eventsPerSecond: true })
        .meta({ id: 'PipelineSample' }),
    ),
  })
  .meta({ id: 'PipelineSamples' });

export type PipelineSamples = z.infer<typeof pipelineSamples>;
