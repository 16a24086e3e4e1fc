import { randomUUID } from 'node:crypto';
import { type RebuildJobs, type RebuildWorker, rebuildJobJson } from '@tools-provider/event-sourcing';
import type { FollowedJob, JobDesk, JobWish } from './job-desk.ts';

/** What a {@link StoreDesk} works with. */
export interface StoreDeskParts {
  readonly jobs: RebuildJobs;
  /** Works the wish off when no other worker has the lease. */
  readonly worker: Pick<RebuildWorker, 'start' | 'stop' | 'wake'>;
  readonly close: () => Promise<void>;
}

/** A {@link JobDesk} at the stores themselves. A worker that runs does the job; while there is none, it is done here. */
export class StoreDesk implements JobDesk {
  readonly #parts: StoreDeskParts;
  readonly #wish: JobWish;
  readonly #id = randomUUID();

  constructor(parts: StoreDeskParts, wish: JobWish) {
    this.#parts = parts;
    this.#wish = wish;
  }

  async request(): Promise<FollowedJob> {
    const { jobs, worker } = this.#parts;
    const job = await jobs.request({ id: this.#id, ...this.#wish, requestedBy: 'command-line' });
    worker.start();
    worker.wake();
    return rebuildJobJson(job);
  }

  async look(): Promise<FollowedJob> {
    const job = await this.#parts.jobs.get(this.#id);
    if (job === undefined) throw new Error('The job is no longer in the store: ask for it again');
    return rebuildJobJson(job);
  }

  async cancel(): Promise<void> {
    await this.#parts.jobs.cancel(this.#id);
  }

  async close(): Promise<void> {
    await this.#parts.worker.stop();
    await this.#parts.close();
  }
}
