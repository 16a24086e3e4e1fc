import type {
  FailedAttempt,
  OutboxCounts,
  OutboxMessage,
  OutboxStore,
  Replay,
  WaitingSubject,
} from '@tools-provider/event-sourcing';
import type { Filter, MongoClient, UpdateFilter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, OutboxRow } from './collections.ts';
import { inTransaction } from './transactions.ts';

const UNDELIVERED = { status: { $in: ['pending', 'set-aside'] } } satisfies Filter<OutboxRow>;

/** What is no longer unpublished may be read back after a failover unless it is on a majority. */
const MAJORITY = { writeConcern: { w: 'majority' } } as const;

/** The {@link OutboxStore} on MongoDB; a {@link MongoStateStore} fills it. */
export class MongoOutboxStore implements OutboxStore {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  waitingSubjects(limit: number): Promise<readonly WaitingSubject[]> {
    return classified(() =>
      this.#collections.outbox
        .aggregate<WaitingSubject>([
          { $match: UNDELIVERED },
          { $sort: { subject: 1, revision: 1 } },
          {
            $group: {
              _id: '$subject',
              status: { $first: '$status' },
              attempts: { $first: '$attempts' },
              nextAttemptAt: { $first: '$nextAttemptAt' },
            },
          },
          { $match: { status: 'pending' } },
          { $sort: { nextAttemptAt: 1, _id: 1 } },
          { $limit: limit },
          { $project: { _id: 0, subject: '$_id', attempts: 1, nextAttemptAt: 1 } },
        ])
        .toArray(),
    );
  }

  /** Read in a transaction, for its snapshot: a plain read may see a message and miss one before it that came while it was reading. */
  undelivered(subject: string, limit: number): Promise<readonly OutboxMessage[]> {
    return classified(async () => {
      const rows = await inTransaction(this.#client, (session) =>
        this.#collections.outbox
          .find({ ...UNDELIVERED, subject }, { session })
          .sort({ revision: 1 })
          .limit(limit)
          .toArray(),
      );
      return rows.map(toMessage);
    });
  }

  setAside(limit: number): Promise<readonly OutboxMessage[]> {
    return classified(async () => {
      const found = this.#collections.outbox.find({ status: 'set-aside' });
      return (await found.sort({ createdAt: 1, _id: 1 }).limit(limit).toArray()).map(toMessage);
    });
  }

  async markDelivered(ids: readonly string[], deliveredAt: string): Promise<void> {
    await this.#update({ _id: { $in: [...ids] } }, { $set: { status: 'delivered', deliveredAt } });
  }

  async markFailed({ id, attempts, ...failure }: FailedAttempt): Promise<boolean> {
    const asItWas = { _id: id, status: 'pending', attempts: attempts - 1 } as const;
    return (await this.#update(asItWas, { $set: { ...failure, attempts } })) > 0;
  }

  replay(which: Replay): Promise<number> {
    return this.#update(filterOf(which), {
      $set: { status: 'pending', attempts: 0 },
      $unset: { deliveredAt: 1, lastError: 1 },
    });
  }

  counts(): Promise<OutboxCounts> {
    return classified(async () => {
      const rows = await this.#collections.outbox
        .aggregate<{ _id: OutboxMessage['status']; count: number }>([
          { $group: { _id: '$status', count: { $sum: 1 } } },
        ])
        .toArray();
      const count = (status: OutboxMessage['status']) => rows.find(({ _id }) => _id === status)?.count ?? 0;
      return { pending: count('pending'), delivered: count('delivered'), setAside: count('set-aside') };
    });
  }

  countUndelivered(): Promise<number> {
    return classified(() => this.#collections.outbox.countDocuments(UNDELIVERED));
  }

  prune(deliveredBefore: string): Promise<number> {
    return classified(async () => {
      const old = { status: 'delivered', deliveredAt: { $lt: deliveredBefore } } as const;
      return (await this.#collections.outbox.deleteMany(old, MAJORITY)).deletedCount;
    });
  }

  #update(filter: Filter<OutboxRow>, update: UpdateFilter<OutboxRow>): Promise<number> {
    return classified(async () => {
      return (await this.#collections.outbox.updateMany(filter, update, MAJORITY)).matchedCount;
    });
  }
}

function filterOf(which: Replay): Filter<OutboxRow> {
  if ('id' in which) return { _id: which.id };
  if ('status' in which) return { status: which.status };
  return { status: 'delivered', deliveredAt: { $gte: which.deliveredSince } };
}

function toMessage({ _id, ...fields }: OutboxRow): OutboxMessage {
  return { id: _id, ...fields };
}
