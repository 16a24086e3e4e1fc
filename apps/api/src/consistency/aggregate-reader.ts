import type { AggregateName, Consistency } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type {
  AggregateRef,
  DocumentQueries,
  EventStore,
  ReadDocument,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeHub } from '../changes/change-hub.ts';

/** How one kind of aggregate is read. */
export interface ReadableAggregate {
  readonly name: AggregateName;
  /** Where its documents are. */
  readonly collection: string;
  /** The event type that is a stream's last one when the aggregate was deleted. */
  readonly deletedBy: string;
}

/** What a reader asks for beside the id. `signal` aborts when nobody waits for the answer any more. */
export interface ReadWish {
  readonly minRevision: number | undefined;
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
}

/** A document, and how it relates to what was written. */
export interface ReadResult<Document extends ReadDocument> {
  readonly document: StoredDocument<Document>;
  readonly consistency: Consistency;
  /** Not reached: the revision the reader wished for, or the head. */
  readonly isBehind: boolean;
}

/** Reads single aggregates from the read model, and says why one is not there. */
export class AggregateReader {
  readonly #documents: DocumentQueries;
  readonly #eventStore: EventStore;
  readonly #changes: ChangeHub;

  constructor(documents: DocumentQueries, eventStore: EventStore, changes: ChangeHub) {
    this.#documents = documents;
    this.#eventStore = eventStore;
    this.#changes = changes;
  }

  /**
   * The aggregate's document, after waiting for the wished revision. Not there: `not-found` when there is no stream, or (code
   * `not-projected-yet`) when its document is still to come; `gone` when it was deleted.
   */
  async read<Document extends ReadDocument>(
    aggregate: ReadableAggregate,
    id: string,
    wish: ReadWish,
  ): Promise<ReadResult<Document>> {
    const ref = { aggregate: aggregate.name, id };
    if (wish.minRevision !== undefined && wish.waitSeconds > 0) {
      await this.#waitFor(ref, wish.minRevision, wish);
    }
    const { minRevision } = wish;
    const heard = minRevision === undefined ? {} : { minRevision };
    const document = await this.#documents.get<Document>(aggregate.collection, id, heard);
    if (document === undefined) throw await this.#absenceOf(aggregate, ref);
    const consistency = await this.#consistencyOf(ref, document.revision, wish.minRevision);
    return { document, consistency, isBehind: isBehind(consistency, document.revision, wish.minRevision) };
  }

  async #waitFor(ref: AggregateRef, revision: number, { waitSeconds, signal }: ReadWish): Promise<void> {
    const inVain = new AbortController();
    const until = AbortSignal.any([signal, inVain.signal, AbortSignal.timeout(waitSeconds * 1_000)]);
    const reached = this.#changes.waitUntilProjected(ref, revision, until);
    // Nobody need wait for an aggregate that was never created; whether the log can be asked does not matter to those who wait.
    void this.#eventStore.readLast(streamName(ref)).then(
      (last) => {
        if (last === undefined) inVain.abort();
      },
      () => undefined,
    );
    await reached;
  }

  /** The hub may not have heard yet of a revision that the reader knows of already. */
  async #consistencyOf(ref: AggregateRef, shown: number, minRevision = 0): Promise<Consistency> {
    const consistency = this.#changes.consistencyOf(ref, shown);
    if (consistency.status !== 'projected' || minRevision <= shown) return consistency;
    const last = await this.#eventStore.readLast(streamName(ref));
    const isNewer = last !== undefined && last.revision > shown;
    return isNewer ? { status: 'pending', headRevision: last.revision } : consistency;
  }

  async #absenceOf({ name, deletedBy }: ReadableAggregate, ref: AggregateRef): Promise<CodedError> {
    const last = await this.#eventStore.readLast(streamName(ref));
    if (last === undefined)
      return new CodedError('not-found', `${name}-not-found`, `There is no ${name} ${ref.id}`);
    const details = { currentRevision: last.revision };
    if (last.type === deletedBy) {
      return new CodedError('gone', `${name}-deleted`, `The ${name} ${ref.id} was deleted`, details);
    }
    const detail = `The ${name} ${ref.id} was written, and will be shown as soon as it is projected`;
    return new CodedError('not-found', 'not-projected-yet', detail, details);
  }
}

function isBehind({ status, headRevision }: Consistency, shown: number, minRevision = 0): boolean {
  return minRevision > shown || (status !== 'diverged' && headRevision !== null && headRevision > shown);
}
