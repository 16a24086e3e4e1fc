import {
  type Lease,
  leaseLost,
  SINK_AWAY_AFTER_MS,
  type Sink,
  type SinkPositions,
  type SinkProgress,
  type SinkState,
} from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

const MAJORITY = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
const TO_MAJORITY = { writeConcern: { w: 'majority' } } as const;
const DUPLICATE_KEY = 11000;

/** The {@link SinkPositions} on MongoDB: a row for each sink, which keeps the newest epoch beside how far the sink is. */
export class MongoSinkPositions implements SinkPositions {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  claim({ id, address }: Sink, lease: Lease): Promise<number> {
    const { epoch } = lease;
    return classified(async () => {
      try {
        const position = await this.#collections.sinkPositions.findOneAndUpdate(
          { _id: id, epoch: { $lte: epoch } },
          { $set: { epoch, address } },
          { upsert: true, returnDocument: 'after', ...TO_MAJORITY },
        );
        return position?.progress?.deliveredUpTo ?? 0;
      } catch (error) {
        // There is a row, and it is not one of this epoch or an older one.
        if ((error as { code?: unknown }).code === DUPLICATE_KEY) throw leaseLost(lease);
        throw error;
      }
    });
  }

  save({ id }: Sink, lease: Lease, progress: SinkProgress): Promise<void> {
    return classified(async () => {
      const { matchedCount } = await this.#collections.sinkPositions.updateOne(
        { _id: id, epoch: lease.epoch },
        { $set: { progress } },
        TO_MAJORITY,
      );
      if (matchedCount === 0) throw leaseLost(lease);
    });
  }

  served(): Promise<readonly SinkState[]> {
    const since = new Date(Date.now() - SINK_AWAY_AFTER_MS).toISOString();
    return classified(async () => {
      const rows = await this.#collections.sinkPositions
        .find({ 'progress.savedAt': { $gte: since } }, MAJORITY)
        .sort({ address: 1 })
        .toArray();
      return rows.flatMap(({ address, progress }) =>
        progress === undefined ? [] : [{ ...progress, address }],
      );
    });
  }
}
