import { CodedError } from '@tools-provider/mediator';
import {
  ALL_PROJECTIONS,
  isOver,
  type JobChange,
  type JobRequest,
  newJob,
  type RebuildJob,
  type RebuildKind,
} from '../rebuild/rebuild-job.ts';
import type { RebuildJobs } from '../rebuild/rebuild-jobs.ts';

/** Jobs that last as long as the process, with the semantics of the port. */
export class InMemoryRebuildJobs implements RebuildJobs {
  readonly #jobs = new Map<string, RebuildJob>();

  async request(request: JobRequest): Promise<RebuildJob> {
    const other = this.#active();
    if (other !== undefined) {
      throw new CodedError(
        'conflict',
        'rebuild-under-way',
        `A ${other.kind} of ${other.projection} is under way: wait for its end, or cancel it`,
      );
    }
    const job = newJob(request, new Date().toISOString());
    this.#jobs.set(job.id, job);
    return job;
  }

  async active(): Promise<RebuildJob | undefined> {
    return this.#active();
  }

  async get(id: string): Promise<RebuildJob | undefined> {
    return this.#jobs.get(id);
  }

  async newest(kind: RebuildKind, projection: string): Promise<RebuildJob | undefined> {
    return [...this.#jobs.values()].findLast(
      (job) => job.kind === kind && (job.projection === projection || job.projection === ALL_PROJECTIONS),
    );
  }

  async update(id: string, change: JobChange): Promise<RebuildJob | undefined> {
    return this.#change(id, () => change);
  }

  async cancel(id: string): Promise<RebuildJob | undefined> {
    return this.#change(id, ({ state }) =>
      state === 'queued'
        ? { isCancelRequested: true, state: 'cancelled', endedAt: new Date().toISOString() }
        : { isCancelRequested: true },
    );
  }

  #active(): RebuildJob | undefined {
    return [...this.#jobs.values()].find((job) => !isOver(job));
  }

  #change(id: string, changeOf: (job: RebuildJob) => Partial<RebuildJob>): RebuildJob | undefined {
    const job = this.#jobs.get(id);
    if (job === undefined || isOver(job)) return undefined;
    const changed = { ...job, ...changeOf(job) };
    this.#jobs.set(id, changed);
    return changed;
  }
}
