import type {
  QuarantineRequest,
  QuarantineRequests,
  SkipRecord,
  SkipRecords,
} from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

const MAJORITY = { writeConcern: { w: 'majority' } } as const;

/** The {@link QuarantineRequests} and the {@link SkipRecords} on MongoDB. */
export class MongoQuarantine implements QuarantineRequests, SkipRecords {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  async ask({ id, ...request }: QuarantineRequest): Promise<void> {
    await classified(() =>
      this.#collections.quarantineRequests.updateOne(
        { _id: id },
        { $setOnInsert: request },
        { upsert: true, ...MAJORITY },
      ),
    );
  }

  pending(limit: number): Promise<readonly QuarantineRequest[]> {
    return classified(async () => {
      const rows = await this.#collections.quarantineRequests
        .find()
        .sort({ requestedAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map(({ _id, ...request }) => ({ id: _id, ...request }));
    });
  }

  async done(id: string): Promise<void> {
    await classified(() => this.#collections.quarantineRequests.deleteOne({ _id: id }, MAJORITY));
  }

  unrecorded(limit: number): Promise<readonly SkipRecord[]> {
    return classified(async () => {
      const rows = await this.#collections.skips
        .find({ isRecorded: false })
        .sort({ skippedAt: 1 })
        .limit(limit)
        .toArray();
      return rows.map(({ _id, isRecorded: _, ...record }) => ({ id: _id, ...record }));
    });
  }

  async recorded(id: string): Promise<void> {
    await classified(() =>
      this.#collections.skips.updateOne({ _id: id }, { $set: { isRecorded: true } }, MAJORITY),
    );
  }
}
