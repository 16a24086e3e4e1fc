import type { ProjectionObserver, ProjectionSignals } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeStreamInsertDocument } from 'mongodb';
import { classify } from './classify.ts';
import { type Collections, FEED, type FeedRow, QUARANTINE_LOG, type QuarantineRow } from './collections.ts';

type Inserted = FeedRow | QuarantineRow;

/** The {@link ProjectionSignals} on a change stream of what is inserted into the feed and the record of aggregates set aside. */
export class MongoProjectionSignals implements ProjectionSignals {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  async follow(observer: ProjectionObserver, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    if (signal.aborted) return;
    const changes = this.#collections.db.watch<Inserted, ChangeStreamInsertDocument<Inserted>>([
      { $match: { operationType: 'insert', 'ns.coll': { $in: [FEED, QUARANTINE_LOG] } } },
    ]);
    const close = () => void changes.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      // The stream opens with its first request for a change.
      let change = await changes.tryNext();
      observer.onOpen();
      for (; !signal.aborted; change = await changes.next()) {
        if (change !== null) tell(observer, change);
      }
    } catch (error) {
      if (!signal.aborted) {
        const { message } = classify(error);
        throw new CodedError('unavailable', 'read-model-unavailable', message, { cause: error });
      }
    } finally {
      signal.removeEventListener('abort', close);
      await changes.close();
    }
  }
}

function tell(
  observer: ProjectionObserver,
  { ns, fullDocument: row }: ChangeStreamInsertDocument<Inserted>,
): void {
  if (!('isFromOutbox' in row)) observer.onProjected({ stream: row.stream, revision: row.revision });
  if (ns.coll === FEED) observer.onFeedGrown?.();
}
