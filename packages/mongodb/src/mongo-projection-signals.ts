import type { ProjectionObserver, ProjectionSignals } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeStreamInsertDocument } from 'mongodb';
import { classify } from './classify.ts';
import { type Collections, FEED, QUARANTINE_LOG } from './collections.ts';

interface Inserted {
  readonly stream: string;
  readonly revision: number;
}

/** The {@link ProjectionSignals} on a change stream of what the read path's transaction inserts. */
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
        if (change !== null) {
          observer.onProjected({
            stream: change.fullDocument.stream,
            revision: change.fullDocument.revision,
          });
        }
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
