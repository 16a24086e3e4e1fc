import {
  type Lease,
  leaseLost,
  type SagaChange,
  type SagaInstance,
  type SagaStore,
} from '@tools-provider/event-sourcing';
import type { AnyBulkWriteOperation, ClientSession, Filter, MongoClient, Sort } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, SagaInstanceRow } from './collections.ts';
import { inTransaction } from './transactions.ts';

const MAJORITY = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const TO_MAJORITY = { writeConcern: { w: 'majority' } } as const;
const DUPLICATE_KEY = 11000;

/**
 * The {@link SagaStore} on MongoDB: one transaction for a saga's cursor and its instances. Every save writes the row of the cursor, which
 * keeps the newest epoch, so a former holder's save and the next one's claim never both succeed.
 */
export class MongoSagaStore implements SagaStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  claim(saga: string, lease: Lease): Promise<number> {
    const { epoch } = lease;
    return classified(async () => {
      try {
        const position = await this.#collections.sagaPositions.findOneAndUpdate(
          { _id: saga, epoch: { $lte: epoch } },
          { $set: { epoch }, $setOnInsert: { cursor: 0 }, $inc: { writes: 1 } },
          { upsert: true, returnDocument: 'after', ...TO_MAJORITY },
        );
        return position?.cursor ?? 0;
      } catch (error) {
        // There is a row, and it is not one of this epoch or an older one.
        if ((error as { code?: unknown }).code === DUPLICATE_KEY) throw leaseLost(lease);
        throw error;
      }
    });
  }

  cursorOf(saga: string): Promise<number> {
    return classified(async () => {
      const position = await this.#collections.sagaPositions.findOne({ _id: saga }, MAJORITY);
      return position?.cursor ?? 0;
    });
  }

  save(saga: string, lease: Lease, { cursor, instances }: SagaChange): Promise<void> {
    return classified(async () => {
      if (instances.length === 0) return await this.#advance(saga, lease, cursor);
      await inTransaction(this.#client, async (session) => {
        await this.#advance(saga, lease, cursor, session);
        await this.#collections.sagaInstances.bulkWrite(instances.map(replacement), { session });
      });
    });
  }

  load(saga: string, id: string): Promise<SagaInstance | undefined> {
    return classified(async () => {
      const row = await this.#collections.sagaInstances.findOne({ _id: keyOf({ saga, id }) }, MAJORITY);
      return row?.instance;
    });
  }

  following(saga: string, subject: string): Promise<readonly SagaInstance[]> {
    return this.#find({ saga, 'instance.follows': subject, isLive: true });
  }

  withUnsent(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find({ saga, hasUnsent: true, isSetAside: false });
  }

  due(saga: string, at: string, limit: number): Promise<readonly SagaInstance[]> {
    return this.#find({ saga, nextDueAt: { $lte: at } }, { nextDueAt: 1, _id: 1 }, limit);
  }

  nextDueAt(saga: string): Promise<string | undefined> {
    return classified(async () => {
      const row = await this.#collections.sagaInstances.findOne(
        { saga, nextDueAt: { $gt: '' } },
        { sort: { nextDueAt: 1 }, projection: { nextDueAt: 1 }, ...MAJORITY },
      );
      return row?.nextDueAt ?? undefined;
    });
  }

  setAside(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find({ saga, isSetAside: true });
  }

  retryRequested(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find({ saga, isSetAside: true, 'instance.retryRequestedAt': { $exists: true } });
  }

  requestRetry(saga: string, id: string, at: string): Promise<boolean> {
    return classified(async () => {
      const { matchedCount } = await this.#collections.sagaInstances.updateOne(
        { _id: keyOf({ saga, id }), isSetAside: true },
        { $set: { 'instance.retryRequestedAt': at } },
        TO_MAJORITY,
      );
      return matchedCount > 0;
    });
  }

  async #advance(saga: string, lease: Lease, cursor?: number, session?: ClientSession): Promise<void> {
    const { matchedCount } = await this.#collections.sagaPositions.updateOne(
      { _id: saga, epoch: lease.epoch },
      { $inc: { writes: 1 }, ...(cursor === undefined ? {} : { $set: { cursor } }) },
      session === undefined ? TO_MAJORITY : { session },
    );
    if (matchedCount === 0) throw leaseLost(lease);
  }

  #find(filter: Filter<SagaInstanceRow>, sort: Sort = { _id: 1 }, limit = 0): Promise<SagaInstance[]> {
    return classified(async () => {
      const rows = await this.#collections.sagaInstances
        .find(filter, MAJORITY)
        .sort(sort)
        .limit(limit)
        .toArray();
      return rows.map(({ instance }) => instance);
    });
  }
}

/** A saga's name has no slash in it. */
function keyOf({ saga, id }: Pick<SagaInstance, 'saga' | 'id'>): string {
  return `${saga}/${id}`;
}

function replacement(instance: SagaInstance): AnyBulkWriteOperation<SagaInstanceRow> {
  const { saga, isDone, timeouts, unsent, failure } = instance;
  const isSetAside = failure !== undefined;
  const isLive = !isDone && !isSetAside;
  const [first = null] = timeouts.map(({ dueAt }) => dueAt).toSorted();
  const row = {
    saga,
    isLive,
    isSetAside,
    hasUnsent: unsent.length > 0,
    nextDueAt: isLive ? first : null,
    instance: asJson(instance),
  };
  return { replaceOne: { filter: { _id: keyOf(instance) }, replacement: row, upsert: true } };
}

/** What has no value is left out, as in JSON; the driver would store null. */
function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
