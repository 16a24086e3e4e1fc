import type { FeedEntry, FeedWriter } from '@tools-provider/event-sourcing';
import type { ClientSession, MongoClient } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, FeedRow } from './collections.ts';
import { claimNumbers, feedRow } from './feed-rows.ts';
import { inTransaction } from './transactions.ts';

/** The {@link FeedWriter} on MongoDB. Whoever adds to the feed claims its counter, so two that add the same event cannot both succeed. */
export class MongoFeedWriter implements FeedWriter {
  readonly #client: MongoClient;
  readonly #collections: Collections;

  constructor(client: MongoClient, collections: Collections) {
    this.#client = client;
    this.#collections = collections;
  }

  async append(entries: readonly FeedEntry[]): Promise<void> {
    await classified(() => inTransaction(this.#client, (session) => this.#write(entries, session)));
  }

  async #write(entries: readonly FeedEntry[], session: ClientSession): Promise<void> {
    const wanted = new Map(entries.map((entry) => [entry.cloudEvent.id, entry]));
    const known = await this.#collections.feed
      .find({ _id: { $in: [...wanted.keys()] } }, { session, projection: { _id: 1 } })
      .toArray();
    for (const { _id } of known) wanted.delete(_id);
    if (wanted.size === 0) return;
    // Claimed after the look, in the same snapshot: whatever was added to the feed since makes this claim lose its race, and all is done again.
    const { first } = await claimNumbers(this.#collections, wanted.size, session);
    const rows = [...wanted.values()].map(
      ({ cloudEvent, stream, revision }, index): FeedRow => ({
        ...feedRow(cloudEvent, stream, first + index),
        revision,
        isFromOutbox: true,
      }),
    );
    await this.#collections.feed.insertMany(rows, { session, ordered: true });
  }
}
