import type { BulkItem, BulkJob, BulkOutcome, BulkRequest, BulkResult } from './bulk-job.ts';

/** A page of what was asked for; `next` is the cursor of the page after it, absent on the last. */
export interface BulkPage<Entry> {
  readonly items: readonly Entry[];
  readonly next?: string;
}

/** Which page is wanted. */
export interface BulkPaging {
  /** The `next` of the page before. `invalid` (code `invalid-cursor`) when it is none. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Which jobs are kept although they are over. */
export interface BulkKeeping {
  /** Those that ended at this time (ISO 8601) or later. */
  readonly endedSince: string;
  /** And of these the newest so many. */
  readonly newest: number;
}

/**
 * Where bulk jobs and what became of their items are kept. Every method throws `unavailable` when the store cannot be reached. Methods that
 * change a job answer it as it is then, and nothing when there is none that can be changed so.
 */
export interface BulkJobs {
  /**
   * Leaves a wish for these targets, whole or not at all. Under an id that is known it changes nothing and answers that job; `refused` (code
   * `command-id-reused`) when that one was asked for something else.
   */
  request(request: BulkRequest, targets: readonly string[]): Promise<BulkJob>;
  /** The job with an id. */
  get(id: string): Promise<BulkJob | undefined>;
  /** Jobs, the newest first: all, or one person's. */
  list(paging: BulkPaging & { readonly requesterId?: string }): Promise<BulkPage<BulkJob>>;
  /** A job's items in their order: all, or those with one outcome. */
  items(id: string, paging: BulkPaging & { readonly outcome?: BulkOutcome }): Promise<BulkPage<BulkItem>>;
  /** The oldest job that is not over. */
  next(): Promise<BulkJob | undefined>;
  /** How many jobs are not over: all, or one person's. */
  countOpen(requesterId?: string): Promise<{ readonly queued: number; readonly running: number }>;
  /** A worker takes a job up, or takes it up again. */
  begin(id: string, at: string): Promise<BulkJob | undefined>;
  /** Keeps what became of items that were waiting, and counts it, in one step. What is known of an item already stays. */
  record(id: string, results: readonly BulkResult[], at: string): Promise<BulkJob | undefined>;
  /** A job that is under way is over. */
  end(id: string, state: 'done' | 'cancelled', at: string): Promise<BulkJob | undefined>;
  /** Asks for a job to be ended: one that waits is over at once. */
  cancel(id: string, at: string): Promise<BulkJob | undefined>;
  /** Forgets jobs that are over, with their items; answers how many. */
  tidy(keeping: BulkKeeping): Promise<number>;
}
