import { CodedError } from '@tools-provider/mediator';
import {
  type BulkItem,
  type BulkJob,
  type BulkOutcome,
  type BulkRequest,
  type BulkResult,
  newBulkJob,
} from '../bulk/bulk-job.ts';
import type { BulkJobs, BulkKeeping, BulkPage, BulkPaging } from '../bulk/bulk-jobs.ts';
import { commandIdReused } from '../commands/repeated-command.ts';

/** Jobs that last as long as the process, with the semantics of the port. */
export class InMemoryBulkJobs implements BulkJobs {
  readonly #jobs = new Map<string, BulkJob>();
  readonly #items = new Map<string, BulkItem[]>();

  async request(request: BulkRequest, targets: readonly string[]): Promise<BulkJob> {
    const known = this.#jobs.get(request.id);
    if (known !== undefined) {
      if (known.requestHash !== request.requestHash) throw commandIdReused();
      return known;
    }
    const job = newBulkJob(request, targets.length);
    this.#jobs.set(job.id, job);
    this.#items.set(
      job.id,
      targets.map((target, index) => ({ target, index, outcome: 'waiting' })),
    );
    return job;
  }

  async get(id: string): Promise<BulkJob | undefined> {
    return this.#jobs.get(id);
  }

  async list({
    requesterId,
    ...paging
  }: BulkPaging & { readonly requesterId?: string }): Promise<BulkPage<BulkJob>> {
    const theirs = this.#oldestFirst().filter(
      ({ requestedBy }) => requesterId === undefined || requestedBy.id === requesterId,
    );
    return pageOf(theirs.toReversed(), paging, 'job', ({ id }) => id);
  }

  async items(
    id: string,
    { outcome, ...paging }: BulkPaging & { readonly outcome?: BulkOutcome },
  ): Promise<BulkPage<BulkItem>> {
    const wanted = (this.#items.get(id) ?? []).filter(
      (item) => outcome === undefined || item.outcome === outcome,
    );
    return pageOf(wanted, paging, 'item', ({ index }) => String(index));
  }

  async next(): Promise<BulkJob | undefined> {
    return this.#oldestFirst().find(isOpen);
  }

  async countOpen(requesterId?: string): Promise<{ readonly queued: number; readonly running: number }> {
    const theirs = [...this.#jobs.values()].filter(
      ({ requestedBy }) => requesterId === undefined || requestedBy.id === requesterId,
    );
    const count = (wanted: BulkJob['state']) => theirs.filter(({ state }) => state === wanted).length;
    return { queued: count('queued'), running: count('running') };
  }

  async begin(id: string, at: string): Promise<BulkJob | undefined> {
    return this.#change(id, ({ startedAt = at }) => ({ state: 'running', startedAt, updatedAt: at }));
  }

  async record(id: string, results: readonly BulkResult[], at: string): Promise<BulkJob | undefined> {
    return this.#change(id, ({ counts }) => {
      const items = this.#items.get(id) ?? [];
      const changed = { ...counts };
      for (const result of results) {
        const item = items[result.index];
        if (item?.outcome !== 'waiting') continue;
        items[result.index] = { ...item, ...result };
        changed[result.outcome] += 1;
        changed.waiting -= 1;
      }
      return { counts: changed, updatedAt: at };
    });
  }

  async end(id: string, state: 'done' | 'cancelled', at: string): Promise<BulkJob | undefined> {
    if (this.#jobs.get(id)?.state !== 'running') return undefined;
    return this.#change(id, () => ({ state, updatedAt: at, endedAt: at }));
  }

  async cancel(id: string, at: string): Promise<BulkJob | undefined> {
    return this.#change(id, ({ state }) => ({
      isCancelRequested: true,
      updatedAt: at,
      ...(state === 'queued' ? { state: 'cancelled' as const, endedAt: at } : {}),
    }));
  }

  async tidy({ endedSince, newest }: BulkKeeping): Promise<number> {
    const over = [...this.#jobs.values()]
      .filter((job) => !isOpen(job))
      .toSorted((one, other) => ((one.endedAt ?? '') < (other.endedAt ?? '') ? 1 : -1));
    const old = over.filter(({ endedAt = '' }, place) => endedAt < endedSince || place >= newest);
    for (const { id } of old) {
      this.#jobs.delete(id);
      this.#items.delete(id);
    }
    return old.length;
  }

  #oldestFirst(): BulkJob[] {
    return [...this.#jobs.values()].toSorted((one, other) => (one.requestedAt < other.requestedAt ? -1 : 1));
  }

  #change(id: string, changeOf: (job: BulkJob) => Partial<BulkJob>): BulkJob | undefined {
    const job = this.#jobs.get(id);
    if (job === undefined || !isOpen(job)) return undefined;
    const changed = { ...job, ...changeOf(job), version: job.version + 1 };
    this.#jobs.set(id, changed);
    return changed;
  }
}

function isOpen({ state }: BulkJob): boolean {
  return state === 'queued' || state === 'running';
}

/** A cursor says what it is a place in, and after which entry. */
function pageOf<Entry>(
  entries: readonly Entry[],
  { cursor, limit }: BulkPaging,
  kind: string,
  keyOf: (entry: Entry) => string,
): BulkPage<Entry> {
  let from = 0;
  if (cursor !== undefined) {
    from = entries.findIndex((entry) => `${kind} ${keyOf(entry)}` === cursor) + 1;
    if (from === 0)
      throw new CodedError('invalid', 'invalid-cursor', `cursor: ${cursor} is no place in here`);
  }
  const items = entries.slice(from, from + limit);
  const last = items.at(-1);
  return last === undefined || from + limit >= entries.length
    ? { items }
    : { items, next: `${kind} ${keyOf(last)}` };
}
