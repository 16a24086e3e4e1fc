import type {
  Feed,
  FeedEndQuery,
  FeedEvent,
  FeedFilter,
  FeedPage,
  FeedQuery,
} from '@tools-provider/event-sourcing';
import type { Filter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, FeedRow } from './collections.ts';

const MAJORITY = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;

/** The {@link Feed} on MongoDB. */
export class MongoFeed implements Feed {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  page({ after, limit, ...filter }: FeedQuery): Promise<FeedPage> {
    return classified(async () => {
      // The counter is read first: all numbers up to it are visible, so a page never jumps over one that is still being written.
      const head = await this.#head();
      if (head <= after) return { events: [], lookedUpTo: after };
      const rows = await this.#collections.feed
        .find({ sequence: { $gt: after, $lte: head }, ...conditionsOf(filter) }, MAJORITY)
        .sort({ sequence: 1 })
        .limit(limit)
        .toArray();
      const last = rows.length === limit ? rows.at(-1)?.sequence : undefined;
      return { events: rows.map(eventOf), lookedUpTo: last ?? head };
    });
  }

  lastPage({ before, limit, ...filter }: FeedEndQuery): Promise<FeedPage> {
    return classified(async () => {
      const head = await this.#head();
      const lookedUpTo = before === undefined ? head : Math.min(head, before - 1);
      const rows = await this.#collections.feed
        .find({ sequence: { $lte: lookedUpTo }, ...conditionsOf(filter) }, MAJORITY)
        .sort({ sequence: -1 })
        .limit(limit)
        .toArray();
      return { events: rows.reverse().map(eventOf), lookedUpTo };
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

function conditionsOf({ types, subject }: FeedFilter): Filter<FeedRow> {
  const [type] = types ?? [];
  return {
    // Of one type the index gives the events in their order.
    ...(types === undefined
      ? {}
      : { type: types.length === 1 && type !== undefined ? type : { $in: [...types] } }),
    ...(subject === undefined ? {} : { subject }),
  };
}

function eventOf({ event }: FeedRow): FeedEvent {
  return event as unknown as FeedEvent;
}
