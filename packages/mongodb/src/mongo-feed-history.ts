import type { FeedEvent, FeedHistory, FeedHistoryQuery } from '@tools-provider/event-sourcing';
import type { Filter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, FeedRow } from './collections.ts';

/** The {@link FeedHistory} on MongoDB. */
export class MongoFeedHistory implements FeedHistory {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  newest(query: FeedHistoryQuery): Promise<readonly FeedEvent[]> {
    return classified(async () => {
      const rows = await this.#collections.feed
        .find(filterOf(query))
        .sort({ sequence: -1 })
        .limit(query.limit)
        .toArray();
      return rows.map(({ event }) => event as unknown as FeedEvent);
    });
  }
}

function filterOf({ before, authId, subject, types, from, until }: FeedHistoryQuery): Filter<FeedRow> {
  const time = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(until === undefined ? {} : { $lt: until }),
  };
  return {
    ...(before === undefined ? {} : { sequence: { $lt: before } }),
    ...(authId === undefined ? {} : { 'event.authid': { $eq: authId } }),
    ...(subject === undefined ? {} : { subject: { $eq: subject } }),
    ...(types === undefined ? {} : { type: { $in: [...types] } }),
    ...(Object.keys(time).length === 0 ? {} : { 'event.time': time }),
  };
}
