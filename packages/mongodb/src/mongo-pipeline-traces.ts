import { type EventTrace, type PipelineTraces, TRACES_PER_STREAM } from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

/** The {@link PipelineTraces} on MongoDB, one document for each stream. */
export class MongoPipelineTraces implements PipelineTraces {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  async record(traces: ReadonlyMap<string, readonly EventTrace[]>): Promise<void> {
    const updates = [...traces].map(([stream, added]) => ({
      updateOne: {
        filter: { _id: stream },
        update: {
          $push: {
            traces: { $each: [...added], $sort: { revision: 1 as const }, $slice: -TRACES_PER_STREAM },
          },
        },
        upsert: true,
      },
    }));
    if (updates.length === 0) return;
    await classified(() => this.#collections.traces.bulkWrite(updates, { ordered: false }));
  }

  list(stream: string): Promise<readonly EventTrace[]> {
    return classified(async () => {
      const row = await this.#collections.traces.findOne({ _id: stream });
      return row?.traces.toReversed() ?? [];
    });
  }
}
