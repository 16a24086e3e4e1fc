import {
  ALL_PROJECTIONS,
  isOver,
  type JobChange,
  type JobRequest,
  newJob,
  type RebuildJob,
  type RebuildJobs,
  type RebuildKind,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { classified } from './classify.ts';
import type { Collections, RebuildRow } from './collections.ts';

const MAJORITY = { writeConcern: { w: 'majority' } } as const;

/** The {@link RebuildJobs} on MongoDB. A unique index on `isActive`, which those that are over do not have, keeps them to one at a time. */
export class MongoRebuildJobs implements RebuildJobs {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  async request(request: JobRequest): Promise<RebuildJob> {
    const job = newJob(request, new Date().toISOString());
    try {
      await classified(() => this.#collections.rebuilds.insertOne(toRow(job), MAJORITY));
      return job;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'lost-race') throw error;
      throw new CodedError(
        'conflict',
        'rebuild-under-way',
        'A rebuild or a verification is under way: wait for its end, or cancel it',
        { cause: error },
      );
    }
  }

  active(): Promise<RebuildJob | undefined> {
    return classified(async () => toJob(await this.#collections.rebuilds.findOne({ isActive: true })));
  }

  get(id: string): Promise<RebuildJob | undefined> {
    return classified(async () => toJob(await this.#collections.rebuilds.findOne({ _id: id })));
  }

  newest(kind: RebuildKind, projection: string): Promise<RebuildJob | undefined> {
    const concerned = [...new Set([projection, ALL_PROJECTIONS])];
    return classified(async () => {
      const row = await this.#collections.rebuilds.findOne(
        { kind, projection: { $in: concerned } },
        { sort: { requestedAt: -1, _id: -1 } },
      );
      return toJob(row);
    });
  }

  update(id: string, change: JobChange): Promise<RebuildJob | undefined> {
    return classified(async () => {
      const isEnd = change.state !== undefined && isOver({ state: change.state });
      const row = await this.#collections.rebuilds.findOneAndUpdate(
        { _id: id, isActive: true },
        { $set: withoutUndefined(change), ...(isEnd ? { $unset: { isActive: 1 } } : {}) },
        { returnDocument: 'after', ...MAJORITY },
      );
      return toJob(row);
    });
  }

  cancel(id: string): Promise<RebuildJob | undefined> {
    return classified(async () => {
      const { rebuilds } = this.#collections;
      const ended = {
        state: 'cancelled',
        isCancelRequested: true,
        endedAt: new Date().toISOString(),
      } as const;
      const options = { returnDocument: 'after', ...MAJORITY } as const;
      const waiting = await rebuilds.findOneAndUpdate(
        { _id: id, isActive: true, state: 'queued' },
        { $set: ended, $unset: { isActive: 1 } },
        options,
      );
      if (waiting !== null) return toJob(waiting);
      const running = await rebuilds.findOneAndUpdate(
        { _id: id, isActive: true },
        { $set: { isCancelRequested: true } },
        options,
      );
      return toJob(running);
    });
  }
}

/** The driver stores `undefined` as null. */
function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  const given = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined) return [];
    const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [[name, isFields ? withoutUndefined(value as object) : value]];
  });
  return Object.fromEntries(given) as Fields;
}

function toRow({ id, ...job }: RebuildJob): RebuildRow {
  return { _id: id, ...withoutUndefined(job), isActive: true };
}

function toJob(row: RebuildRow | null): RebuildJob | undefined {
  if (row === null) return undefined;
  const { _id, isActive: _, progress, startedAt, endedAt, error, ...job } = row;
  const { totalEvents, etaSeconds } = progress;
  return { id: _id, ...job, progress: { ...progress, totalEvents, etaSeconds }, startedAt, endedAt, error };
}
