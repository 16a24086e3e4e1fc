import type { JobChange, JobRequest, RebuildJob, RebuildKind } from './rebuild-job.ts';

/** Where jobs are wished for, and how they get on is told. At most one is under way. Every method throws `unavailable` when the store cannot be reached. */
export interface RebuildJobs {
  /** Leaves a wish. While another job waits or is under way it is a `conflict` (code `rebuild-under-way`). */
  request(request: JobRequest): Promise<RebuildJob>;
  /** The job that waits or is under way. */
  active(): Promise<RebuildJob | undefined>;
  /** The job with an id. */
  get(id: string): Promise<RebuildJob | undefined>;
  /** The newest job of a kind that is about a projection, or about all of them. */
  newest(kind: RebuildKind, projection: string): Promise<RebuildJob | undefined>;
  /** Notes how a job gets on, and answers it as it is then; one that is over stays as it is, and is `undefined`. */
  update(id: string, change: JobChange): Promise<RebuildJob | undefined>;
  /** Asks for a job to be ended: one that waits is over at once. Answers it as it is then; `undefined` when it was over already. */
  cancel(id: string): Promise<RebuildJob | undefined>;
}
