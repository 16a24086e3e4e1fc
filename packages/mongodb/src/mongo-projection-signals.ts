import type { FollowOptions, ProjectionObserver, ProjectionSignals } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeStreamInsertDocument, ChangeStreamReplaceDocument } from 'mongodb';
import { classify } from './classify.ts';
import {
  type Collections,
  FEED,
  type FeedRow,
  GENERATIONS,
  type GenerationRow,
  type ProjectedRow,
  QUARANTINE_LOG,
  type QuarantineRow,
} from './collections.ts';
import type { Generations } from './generations.ts';
import { toStored } from './read-model-rows.ts';

type Inserted = FeedRow | QuarantineRow | GenerationRow;
type Stored = Inserted | ProjectedRow;
type Change = ChangeStreamInsertDocument<Stored> | ChangeStreamReplaceDocument<Stored>;

/**
 * The {@link ProjectionSignals} on a change stream of what is inserted into the feed, the record of aggregates set aside, and that of
 * generations. The stream has them in the order of their commits: who is told of a projection has been told of every swap before it.
 */
export class MongoProjectionSignals implements ProjectionSignals {
  readonly #collections: Collections;

  readonly #generations: Generations;

  constructor(collections: Collections, generations: Generations) {
    this.#collections = collections;
    this.#generations = generations;
  }

  async follow(observer: ProjectionObserver, { signal, derived = [] }: FollowOptions): Promise<void> {
    if (signal.aborted) return;
    // What is inserted once is told of; derived documents are replaced, too.
    const isInserted = { operationType: 'insert', 'ns.coll': { $in: [FEED, QUARANTINE_LOG, GENERATIONS] } };
    const isDerived = { operationType: { $in: ['insert', 'replace'] }, 'ns.coll': { $in: [...derived] } };
    const changes = this.#collections.db.watch<Stored, Change>([
      { $match: derived.length === 0 ? isInserted : { $or: [isInserted, isDerived] } },
    ]);
    const close = () => void changes.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      // The stream opens with its first request for a change.
      let change = await changes.tryNext();
      observer.onOpen();
      for (; !signal.aborted; change = await changes.next()) {
        if (change === null) continue;
        if (derived.includes(change.ns.coll)) tellDerived(observer, change);
        else this.#tell(observer, change as ChangeStreamInsertDocument<Inserted>);
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

  #tell(observer: ProjectionObserver, { ns, fullDocument: row }: ChangeStreamInsertDocument<Inserted>): void {
    if ('swappedAt' in row) {
      this.#generations.learnOfSwap({ generation: row._id, collections: row.collections });
      observer.onSwapped?.();
      return;
    }
    if (!('isFromOutbox' in row)) observer.onProjected({ stream: row.stream, revision: row.revision });
    if (ns.coll === FEED) observer.onFeedGrown?.();
  }
}

function tellDerived(observer: ProjectionObserver, { ns, fullDocument }: Change): void {
  observer.onDerived?.({ collection: ns.coll, document: toStored(fullDocument as ProjectedRow) });
}
