import {
  type BulkItem,
  type BulkJob,
  type BulkJobs,
  type BulkKeeping,
  type BulkOutcome,
  type BulkPage,
  type BulkPaging,
  type BulkRequest,
  type BulkResult,
  commandIdReused,
  newBulkJob,
} from '@tools-provider/event-sourcing';
import type { Filter, MongoClient, UpdateFilter } from 'mongodb';
import { bulkItemOf, bulkItemRow, bulkJobOf, bulkJobRow } from './bulk-rows.ts';
import { classified } from './classify.ts';
import type { BulkItemRow, BulkJobRow, Collections } from './collections.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { inTransaction } from './transactions.ts';

const MAJORITY = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const CHANGED = { returnDocument: 'after', writeConcern: { w: 'majority' } } as const;
/** How many jobs are forgotten in one step. */
const TIDIED_AT_ONCE = 100;

/** The {@link BulkJobs} on MongoDB: one row a job, one row an item, and one transaction where both change. */
export class MongoBulkJobs implements BulkJobs {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  async request(request: BulkRequest, targets: readonly string[]): Promise<BulkJob> {
    const job = newBulkJob(request, targets.length);
    const { bulkJobs, bulkItems } = this.#collections;
    try {
      await classified(() =>
        inTransaction(this.#client, async (session) => {
          await bulkJobs.insertOne(bulkJobRow(job), { session });
          const rows = targets.map((target, index) => bulkItemRow(job.id, target, index));
          if (rows.length > 0) await bulkItems.insertMany(rows, { session });
        }),
      );
      return job;
    } catch (error) {
      const known = await this.get(job.id);
      if (known === undefined) throw error;
      if (known.requestHash !== job.requestHash) throw commandIdReused();
      return known;
    }
  }

  get(id: string): Promise<BulkJob | undefined> {
    return classified(async () => bulkJobOf(await this.#collections.bulkJobs.findOne({ _id: id }, MAJORITY)));
  }

  list({
    cursor,
    limit,
    requesterId,
  }: BulkPaging & { readonly requesterId?: string }): Promise<BulkPage<BulkJob>> {
    return classified(async () => {
      const order = '-requestedAt';
      const after = cursor === undefined ? undefined : decodeCursor(cursor, order);
      const filter = {
        ...(requesterId === undefined ? {} : { 'requestedBy.id': requesterId }),
        ...(after === undefined
          ? {}
          : {
              $or: [
                { requestedAt: { $lt: String(after.value) } },
                { requestedAt: String(after.value), _id: { $lt: after.id } },
              ],
            }),
      };
      const rows = await this.#collections.bulkJobs
        .find(filter, MAJORITY)
        .sort({ requestedAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const items = rows.slice(0, limit).flatMap((row) => bulkJobOf(row) ?? []);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return last === undefined
        ? { items }
        : { items, next: encodeCursor({ order, value: last.requestedAt, id: last._id }) };
    });
  }

  items(
    id: string,
    { cursor, limit, outcome }: BulkPaging & { readonly outcome?: BulkOutcome },
  ): Promise<BulkPage<BulkItem>> {
    return classified(async () => {
      const order = 'index';
      const after = cursor === undefined ? undefined : decodeCursor(cursor, order);
      const filter: Filter<BulkItemRow> = {
        job: id,
        ...(outcome === undefined ? {} : { outcome }),
        ...(after === undefined ? {} : { index: { $gt: Number(after.value) } }),
      };
      const rows = await this.#collections.bulkItems
        .find(filter, MAJORITY)
        .sort({ index: 1 })
        .limit(limit + 1)
        .toArray();
      const items = rows.slice(0, limit).map(bulkItemOf);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return last === undefined
        ? { items }
        : { items, next: encodeCursor({ order, value: last.index, id: last.target }) };
    });
  }

  next(): Promise<BulkJob | undefined> {
    return classified(async () =>
      bulkJobOf(
        await this.#collections.bulkJobs.findOne(
          { isOpen: true },
          { sort: { requestedAt: 1, _id: 1 }, ...MAJORITY },
        ),
      ),
    );
  }

  countOpen(requesterId?: string): Promise<{ readonly queued: number; readonly running: number }> {
    return classified(async () => {
      const whose = requesterId === undefined ? {} : { 'requestedBy.id': requesterId };
      const count = (state: BulkJob['state']) =>
        this.#collections.bulkJobs.countDocuments({ isOpen: true, state, ...whose });
      const [queued, running] = await Promise.all([count('queued'), count('running')]);
      return { queued, running };
    });
  }

  begin(id: string, at: string): Promise<BulkJob | undefined> {
    return classified(async () => {
      const running = { $set: { state: 'running', updatedAt: at }, $inc: { version: 1 } } as const;
      const anew = { ...running, $set: { ...running.$set, startedAt: at } };
      return (
        (await this.#change({ _id: id, state: 'queued' }, anew)) ??
        (await this.#change({ _id: id, state: 'running' }, running))
      );
    });
  }

  record(id: string, results: readonly BulkResult[], at: string): Promise<BulkJob | undefined> {
    const { bulkJobs, bulkItems } = this.#collections;
    return classified(() =>
      inTransaction(this.#client, async (session) => {
        const places = results.map(({ index }) => index);
        const waiting = await bulkItems
          .find({ job: id, outcome: 'waiting', index: { $in: places } }, { session })
          .toArray();
        const isWaiting = new Set(waiting.map(({ index }) => index));
        const fresh = results.filter(({ index }) => isWaiting.has(index));
        const row = await bulkJobs.findOneAndUpdate(
          { _id: id, isOpen: true },
          { $set: { updatedAt: at }, $inc: { version: 1, ...increments(fresh) } },
          { session, returnDocument: 'after' },
        );
        if (row !== null && fresh.length > 0) {
          await bulkItems.bulkWrite(
            fresh.map(({ index, ...result }) => ({
              updateOne: { filter: { job: id, index }, update: { $set: result } },
            })),
            { session },
          );
        }
        return bulkJobOf(row);
      }),
    );
  }

  end(id: string, state: 'done' | 'cancelled', at: string): Promise<BulkJob | undefined> {
    return classified(() => this.#change({ _id: id, state: 'running' }, over(state, at)));
  }

  cancel(id: string, at: string): Promise<BulkJob | undefined> {
    const { $set, ...more } = over('cancelled', at);
    const wish = { $set: { isCancelRequested: true, updatedAt: at }, $inc: { version: 1 } } as const;
    return classified(
      async () =>
        (await this.#change(
          { _id: id, state: 'queued' },
          { $set: { ...$set, isCancelRequested: true }, ...more },
        )) ?? (await this.#change({ _id: id, state: 'running' }, wish)),
    );
  }

  tidy({ endedSince, newest }: BulkKeeping): Promise<number> {
    const { bulkJobs, bulkItems } = this.#collections;
    return classified(async () => {
      const kept = await bulkJobs
        .find({ endedAt: { $gte: endedSince } }, { projection: { endedAt: 1 } })
        .sort({ endedAt: -1 })
        .skip(newest)
        .limit(1)
        .toArray();
      const upTo = kept[0]?.endedAt;
      const isOld =
        upTo === undefined ? { endedAt: { $lt: endedSince } } : { endedAt: { $gt: '', $lte: upTo } };
      const old = await bulkJobs
        .find(isOld, { projection: { _id: 1 } })
        .limit(TIDIED_AT_ONCE)
        .toArray();
      const ids = old.map(({ _id }) => _id);
      if (ids.length === 0) return 0;
      // A job without its items would be forgotten the next time; items without their job never.
      await bulkItems.deleteMany({ job: { $in: ids } });
      const { deletedCount } = await bulkJobs.deleteMany({ _id: { $in: ids } });
      return deletedCount;
    });
  }

  async #change(filter: Filter<BulkJobRow>, update: UpdateFilter<BulkJobRow>): Promise<BulkJob | undefined> {
    return bulkJobOf(await this.#collections.bulkJobs.findOneAndUpdate(filter, update, CHANGED));
  }
}

function over(state: 'done' | 'cancelled', at: string) {
  return {
    $set: { state, updatedAt: at, endedAt: at },
    $unset: { isOpen: 1 },
    $inc: { version: 1 },
  } as const;
}

function increments(results: readonly BulkResult[]): Record<string, number> {
  const byOutcome = Map.groupBy(results, ({ outcome }) => `counts.${outcome}`);
  return {
    ...Object.fromEntries([...byOutcome].map(([path, those]) => [path, those.length])),
    'counts.waiting': -results.length,
  };
}
