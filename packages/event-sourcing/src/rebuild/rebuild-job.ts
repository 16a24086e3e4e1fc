import type { FoldFailure } from './event-folder.ts';
import type { DocumentDifference } from './verification.ts';

/** `rebuild` makes documents anew and shows them · `verify` compares those that are shown with their streams. */
export type RebuildKind = 'rebuild' | 'verify';

/** What a job is about when it is about every projection. */
export const ALL_PROJECTIONS = 'all';

/**
 * `queued` waits for a worker · `running` reads the log and makes documents · `verifying` compares documents with their streams · `swapping`
 * shows the new ones · `done` ended well · `cancelled` ended because somebody asked · `failed` ended without a change, and says why.
 */
export type RebuildState = 'queued' | 'running' | 'verifying' | 'swapping' | 'done' | 'cancelled' | 'failed';

/** A rebuild or a verification, wished for, under way, or over. Times are ISO 8601. */
export interface RebuildJob {
  readonly id: string;
  readonly kind: RebuildKind;
  /** A projection's collection, or {@link ALL_PROJECTIONS}. */
  readonly projection: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly state: RebuildState;
  readonly isCancelRequested: boolean;
  /** How often a worker has begun it; more than once when one died over it. */
  readonly attempts: number;
  readonly progress: JobProgress;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  /** Why it failed, in one sentence. */
  readonly error: string | undefined;
  /** Events that the projections refuse although what is shown contains them. */
  readonly failures: readonly FoldFailure[];
  /** Documents that are not what their streams say. */
  readonly differences: readonly DocumentDifference[];
  /** There are more of them than are told here. */
  readonly isBounded: boolean;
}

/** How far the present phase of a job is. */
export interface JobProgress {
  readonly events: number;
  /** About how many there are; `undefined` when nobody knows. */
  readonly totalEvents: number | undefined;
  readonly eventsPerSecond: number;
  readonly etaSeconds: number | undefined;
  /** Streams that were compared with their documents. */
  readonly checkedStreams: number;
}

/** What a worker changes of a job. */
export type JobChange = Partial<
  Pick<
    RebuildJob,
    | 'state'
    | 'attempts'
    | 'progress'
    | 'startedAt'
    | 'endedAt'
    | 'error'
    | 'failures'
    | 'differences'
    | 'isBounded'
  >
>;

/** Who wishes for what. */
export type JobRequest = Pick<RebuildJob, 'id' | 'kind' | 'projection' | 'requestedBy'>;

/** Whether a job is over. */
export function isOver({ state }: Pick<RebuildJob, 'state'>): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}

/** What a job is when it is wished for. */
export function newJob(request: JobRequest, requestedAt: string): RebuildJob {
  return {
    ...request,
    requestedAt,
    state: 'queued',
    isCancelRequested: false,
    attempts: 0,
    progress: NO_PROGRESS,
    startedAt: undefined,
    endedAt: undefined,
    error: undefined,
    failures: [],
    differences: [],
    isBounded: false,
  };
}

/** The progress of what has not begun. */
export const NO_PROGRESS: JobProgress = {
  events: 0,
  totalEvents: undefined,
  eventsPerSecond: 0,
  etaSeconds: undefined,
  checkedStreams: 0,
};

/** A job as JSON tells it: `null` where nothing is known, and without what only the workers need to know of it. */
export function rebuildJobJson({ attempts: _, progress, startedAt, endedAt, error, ...job }: RebuildJob) {
  const { totalEvents = null, etaSeconds = null } = progress;
  return {
    ...job,
    progress: { ...progress, totalEvents, etaSeconds },
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null,
    error: error ?? null,
    failures: [...job.failures],
    differences: job.differences.map((difference) => ({ ...difference, paths: [...difference.paths] })),
  };
}
