import type { Actor } from '../commands/command-context.ts';

/** `queued` waits for a worker · `running` is under way · `done` has a result for each item · `cancelled` ended because somebody asked. */
export type BulkState = 'queued' | 'running' | 'done' | 'cancelled';

/** Everything that can become of one item. */
export const BULK_OUTCOMES = ['waiting', 'done', 'unchanged', 'refused', 'not-found', 'failed'] as const;

/**
 * What became of one item. `waiting`: nothing yet, or, in a job that was cancelled, nothing at all · `done` · `unchanged`: it was as wished
 * already · `refused`: a rule, an access right or another writer said no · `not-found`: there is no such thing, or no longer · `failed`: a
 * defect of the program, each time it was tried.
 */
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** Many commands of one kind that somebody asked for at once. Times are ISO 8601. */
export interface BulkJob {
  readonly id: string;
  /** What is wished for every item, as plain JSON; only who makes commands of it knows more. */
  readonly wish: unknown;
  /** Whose commands they are: who asked, with the roles that they had then. */
  readonly requestedBy: Actor;
  /** What was asked for, as a hash. */
  readonly requestHash: string;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  readonly requestedAt: string;
  readonly state: BulkState;
  readonly isCancelRequested: boolean;
  /** How many items there are. */
  readonly total: number;
  /** How many of them came to what; together as many as there are. */
  readonly counts: Readonly<Record<BulkOutcome, number>>;
  /** Grows with each change of the job or one of its items. */
  readonly version: number;
  readonly startedAt: string | undefined;
  readonly updatedAt: string;
  readonly endedAt: string | undefined;
}

/** What became of one item of a job. */
export interface BulkResult {
  /** The item's place in the job, from 0. */
  readonly index: number;
  readonly outcome: BulkOutcome;
  /** Of what is `done` or `unchanged`. */
  readonly revision?: number;
  /** What is to be said of an item that is `done` in another way than wished. */
  readonly note?: string;
  /** Why it is neither `done` nor `unchanged`: the error's code, and a sentence. */
  readonly code?: string;
  readonly reason?: string;
}

/** One item of a job. */
export interface BulkItem extends BulkResult {
  /** The id of what the command is about. */
  readonly target: string;
}

/** Who asks for what. */
export type BulkRequest = Pick<
  BulkJob,
  'id' | 'wish' | 'requestedBy' | 'requestHash' | 'correlationId' | 'traceparent' | 'requestedAt'
>;

/** What a job is when it is asked for. */
export function newBulkJob(request: BulkRequest, total: number): BulkJob {
  return {
    ...request,
    state: 'queued',
    isCancelRequested: false,
    total,
    counts: { waiting: total, done: 0, unchanged: 0, refused: 0, 'not-found': 0, failed: 0 },
    version: 0,
    startedAt: undefined,
    updatedAt: request.requestedAt,
    endedAt: undefined,
  };
}
