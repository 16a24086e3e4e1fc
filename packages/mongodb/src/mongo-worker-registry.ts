import {
  WORKER_AWAY_AFTER_MS,
  type WorkerHeartbeat,
  type WorkerRegistry,
} from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

/** The {@link WorkerRegistry} on MongoDB. */
export class MongoWorkerRegistry implements WorkerRegistry {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  async beat({ id, ...sign }: WorkerHeartbeat): Promise<void> {
    await classified(() =>
      this.#collections.workers.updateOne({ _id: id }, { $set: sign }, { upsert: true }),
    );
  }

  async leave(id: string): Promise<void> {
    await classified(() => this.#collections.workers.deleteOne({ _id: id }));
  }

  list(): Promise<readonly WorkerHeartbeat[]> {
    const since = new Date(Date.now() - WORKER_AWAY_AFTER_MS).toISOString();
    return classified(async () => {
      const rows = await this.#collections.workers
        .find({ heartbeatAt: { $gte: since } })
        .sort({ _id: 1 })
        .toArray();
      return rows.map(({ _id, ...sign }) => ({ id: _id, ...sign }));
    });
  }
}
