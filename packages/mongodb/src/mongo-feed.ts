import type { Feed, FeedEvent, FeedPage, FeedQuery } from '@tools-provider/event-sourcing';
import { classified } from './classify.ts';
import type { Collections } from './collections.ts';

const MAJORITY = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;

/** The {@link Feed} on MongoDB. */
export class MongoFeed implements Feed {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  page({ after, limit, type, subject }: FeedQuery): Promise<FeedPage> {
    return classified(async () => {
      // The counter is read first: all numbers up to it are visible, so a page never jumps over one that is still being written.
      const head = await this.#head();
      if (head <= after) return { events: [], lookedUpTo: after };
      const rows = await this.#collections.feed
        .find(
          {
            sequence: { $gt: after, $lte: head },
            ...(type === undefined ? {} : { type }),
            ...(subject === undefined ? {} : { subject }),
          },
          MAJORITY,
        )
        .sort({ sequence: 1 })
        .limit(limit)
        .toArray();
      const last = rows.length === limit ? rows.at(-1)?.sequence : undefined;
      return { events: rows.map(({ event }) => event as unknown as FeedEvent), lookedUpTo: last ?? head };
    });
  }

  head(): Promise<number> {
    return classified(() => this.#head());
  }

  sequenceOf(eventId: string): Promise<number | undefined> {
    return classified(async () => {
      const row = await this.#collections.feed.findOne(
        { _id: eventId },
        { ...MAJORITY, projection: { sequence: 1 } },
      );
      return row?.sequence;
    });
  }

  async #head(): Promise<number> {
    const counter = await this.#collections.counters.findOne({ _id: 'feed' }, MAJORITY);
    return counter?.sequence ?? 0;
  }
}
