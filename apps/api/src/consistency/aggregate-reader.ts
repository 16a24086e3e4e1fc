import type { AggregateName, Consistency } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type {
  AggregateRef,
  DocumentQueries,
  EventStore,
  ProjectionStatusQueries,
  ReadDocument,
  RecordedEvent,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { ChangeHub } from '../changes/change-hub.ts';
import { absenceOf } from './absence.ts';

/** How one kind of aggregate is read. */
export interface ReadableAggregate {
  readonly name: AggregateName;
  /** Where its documents are. */
  readonly collection: string;
  /** The event type that is a stream's last one when the aggregate was deleted. */
  readonly deletedBy: string;
}

/** How the entities of one kind of aggregate are read. */
export interface ReadableEntity {
  /** In codes of errors: `tool`. */
  readonly name: string;
  readonly collection: string;
  /** Whose entities they are. */
  readonly owner: ReadableAggregate;
}

/** For how long to wait for a revision; `signal` aborts when nobody waits for the answer any more. */
export interface ReadPatience {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** What a reader asks for beside the id. */
export interface ReadWish {
  readonly minRevision?: number | undefined;
  /** Without it the answer is what is there. */
  readonly patience?: ReadPatience | undefined;
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
  readonly #statuses: Pick<ProjectionStatusQueries, 'loadStatuses'>;
  readonly #changes: ChangeHub;

  constructor(
    documents: DocumentQueries,
    eventStore: EventStore,
    statuses: Pick<ProjectionStatusQueries, 'loadStatuses'>,
    changes: ChangeHub,
  ) {
    this.#documents = documents;
    this.#eventStore = eventStore;
    this.#statuses = statuses;
    this.#changes = changes;
  }

  /**
   * The aggregate's document, after waiting for the wished revision. Not there: `not-found` when there is no stream, (code
   * `not-projected-yet`) when its document is still to come or the aggregate is set aside, or (`left-out`) when none will come; `gone`
   * when it was deleted.
   */
  async read<Document extends ReadDocument>(
    aggregate: ReadableAggregate,
    id: string,
    { minRevision, patience }: ReadWish = {},
  ): Promise<ReadResult<Document>> {
    const ref = { aggregate: aggregate.name, id };
    if (minRevision !== undefined && patience !== undefined) await this.#waitFor(ref, minRevision, patience);
    const heard = minRevision === undefined ? {} : { minRevision };
    const find = () => this.#documents.get<Document>(aggregate.collection, id, heard);
    const document = (await find()) ?? (await this.#findAgain(find, aggregate, ref));
    const consistency = await this.#consistencyOf(ref, document.revision, minRevision);
    return { document, consistency, isBehind: isBehind(consistency, document.revision, minRevision) };
  }

  /**
   * The document of an entity of an aggregate, after waiting for the wished revision of the aggregate. It is behind when its aggregate is.
   * Not there: `not-found` when the aggregate never had it or does not exist, (code `not-projected-yet`) while the aggregate is behind;
   * `gone` when the aggregate was deleted.
   */
  async readEntity<Document extends ReadDocument>(
    { name, collection, owner }: ReadableEntity,
    { ownerId, id }: { readonly ownerId: string; readonly id: string },
    { minRevision, patience }: ReadWish,
  ): Promise<ReadResult<Document>> {
    const ref = { aggregate: owner.name, id: ownerId };
    if (minRevision !== undefined && patience !== undefined) await this.#waitFor(ref, minRevision, patience);
    const delay = await this.#delayOf(ref, minRevision);
    const find = () => this.#documents.get<Document>(collection, id);
    const document =
      (await find()) ?? (await this.#findEntityAgain(find, name, owner, { ...ref, entity: id }));
    const consistency = delay ?? { status: 'projected', headRevision: document.revision };
    const isBehind = delay !== undefined && delay.status !== 'diverged' && delay.status !== 'unknown';
    return { document, consistency, isBehind };
  }

  /** The hub may not have heard yet of a revision that the reader knows of already. */
  async #delayOf(ref: AggregateRef, minRevision: number | undefined): Promise<Consistency | undefined> {
    const delay = this.#changes.delayOf(ref);
    if (delay !== undefined || minRevision === undefined) return delay;
    const stream = streamName(ref);
    const status = (await this.#statuses.loadStatuses([stream])).get(stream);
    const isReached = status !== undefined && status.projected >= minRevision;
    return isReached ? undefined : { status: 'pending', headRevision: minRevision };
  }

  async #findEntityAgain<Found>(
    find: () => Promise<Found | undefined>,
    name: string,
    { deletedBy }: ReadableAggregate,
    { entity, ...ref }: AggregateRef & { readonly entity: string },
  ): Promise<Found> {
    const stream = streamName(ref);
    const last = await this.#eventStore.readLast(stream);
    if (last?.type === deletedBy) throw deleted(ref, last);
    const status = (await this.#statuses.loadStatuses([stream])).get(stream);
    const isBehind = last !== undefined && (status === undefined || status.projected < last.revision);
    if (isBehind) throw absenceOf(ref, last.revision, status);
    const found = last === undefined ? undefined : await find();
    if (found !== undefined) return found;
    throw new CodedError('not-found', `${name}-not-found`, `There is no ${name} ${entity}`);
  }

  async #waitFor(ref: AggregateRef, revision: number, { seconds, signal }: ReadPatience): Promise<void> {
    const inVain = new AbortController();
    const until = AbortSignal.any([signal, inVain.signal, AbortSignal.timeout(seconds * 1_000)]);
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

  /** A document that was not there, if it came between the looks at the two stores; throws why it is absent otherwise. */
  async #findAgain<Found>(
    find: () => Promise<Found | undefined>,
    { name, deletedBy }: ReadableAggregate,
    ref: AggregateRef,
  ): Promise<Found> {
    const stream = streamName(ref);
    const last = await this.#eventStore.readLast(stream);
    if (last === undefined) {
      throw new CodedError('not-found', `${name}-not-found`, `There is no ${name} ${ref.id}`);
    }
    if (last.type === deletedBy) throw deleted(ref, last);
    const status = (await this.#statuses.loadStatuses([stream])).get(stream);
    const absence = absenceOf(ref, last.revision, status);
    const found = absence.code === 'left-out' ? await find() : undefined;
    if (found === undefined) throw absence;
    return found;
  }
}

function deleted({ aggregate, id }: AggregateRef, { revision }: RecordedEvent): CodedError {
  const detail = `The ${aggregate} ${id} was deleted`;
  return new CodedError('gone', `${aggregate}-deleted`, detail, { currentRevision: revision });
}

function isBehind({ status, headRevision }: Consistency, shown: number, minRevision = 0): boolean {
  return minRevision > shown || (status !== 'diverged' && headRevision !== null && headRevision > shown);
}
