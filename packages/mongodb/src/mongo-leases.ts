import type { Lease, Leases } from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections, LeaseRow } from './collections.ts';

const MAJORITY = { writeConcern: { w: 'majority' } } as const;

/** The {@link Leases} on MongoDB. Only the server's clock counts, so that owners' clocks need not agree. */
export class MongoLeases implements Leases {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    return classified(async () => {
      await this.#makeUnlessThere(name);
      const isOwn = { $eq: ['$owner', { $literal: owner }] };
      const isFree = { $lte: ['$until', '$$NOW'] };
      const row = await this.#collections.leases.findOneAndUpdate(
        { _id: name, $expr: { $or: [isOwn, isFree] } },
        [
          {
            $set: {
              epoch: { $cond: [isOwn, '$epoch', { $add: ['$epoch', 1] }] },
              owner: { $literal: owner },
              until: { $add: ['$$NOW', ttlMs] },
            },
          },
        ],
        { returnDocument: 'after', ...MAJORITY },
      );
      return row === null ? undefined : toLease(row);
    });
  }

  renew({ name, owner, epoch }: Lease, ttlMs: number): Promise<Lease | undefined> {
    return classified(async () => {
      const row = await this.#collections.leases.findOneAndUpdate(
        { _id: name, owner, epoch },
        [{ $set: { until: { $add: ['$$NOW', ttlMs] } } }],
        { returnDocument: 'after', ...MAJORITY },
      );
      return row === null ? undefined : toLease(row);
    });
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    await classified(() =>
      this.#collections.leases.updateOne(
        { _id: name, owner, epoch },
        { $set: { owner: null, until: new Date(0) } },
        MAJORITY,
      ),
    );
  }

  /** A free lease, to be taken; taking it cannot make it, because an upsert may not compare with the server's clock. */
  async #makeUnlessThere(name: string): Promise<void> {
    const free = { owner: null, epoch: 0, until: new Date(0) };
    await this.#collections.leases.updateOne(
      { _id: name },
      { $setOnInsert: free },
      { upsert: true, ...MAJORITY },
    );
  }
}

function toLease({ _id, owner, epoch, until }: LeaseRow): Lease {
  return { name: _id, owner: owner ?? '', epoch, until: until.toISOString() };
}
