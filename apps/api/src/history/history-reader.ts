import type { AggregateName, History, HistoryChange, HistoryEntry } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import {
  EventLoopTurns,
  type EventStore,
  type ReadDocument,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';
import { CodedError, isCoded } from '@tools-provider/mediator';
import { changesBetween } from './changes-between.ts';
import { FoldedRevisions } from './folded-revisions.ts';

/** How the history of one kind of aggregate is told. */
export interface HistorySubject<Document extends ReadDocument> {
  readonly name: AggregateName;
  /** The pure projection that makes its documents. */
  project(document: Document | undefined, event: never, id: string): Document | undefined;
  /** What of a document is compared. */
  shown(document: Document): object;
  /** What an event says of a part that the document does not hold. */
  readonly ofPart?: (event: RecordedEvent) => readonly HistoryChange[];
}

/** What a stream's events came to, and the first of them that could not be read. */
interface Folded {
  readonly document: ReadDocument | undefined;
  readonly failure: string | undefined;
}

type Tell<Document> = (
  event: RecordedEvent,
  before: Document | undefined,
  after: Document | undefined,
  failure: string | undefined,
) => void;

const NOTHING: Folded = { document: undefined, failure: undefined };

/**
 * Tells the past of aggregates from their streams, whatever the read model holds, so also of those that are deleted or set aside. A page
 * costs the events up to its first entry, once: what the stream came to at every 500th revision is remembered. Memory is that of one page.
 */
export class HistoryReader {
  readonly #eventStore: Pick<EventStore, 'read' | 'readLast'>;
  readonly #folded = new FoldedRevisions<Folded>();

  constructor(eventStore: Pick<EventStore, 'read' | 'readLast'>) {
    this.#eventStore = eventStore;
  }

  /** A page of the history, newest first. `not-found` when there is no such stream. */
  async page<Document extends ReadDocument>(
    subject: HistorySubject<Document>,
    id: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<History> {
    const head = await this.#headOf(subject.name, id);
    const top = Math.min(head.revision, cursor === undefined ? head.revision : Number(cursor) - 1);
    const first = Math.max(0, top - limit + 1);
    const items: HistoryEntry[] = [];
    const keep: Tell<Document> = (event, before, after, failure) => {
      if (event.revision >= first) items.push(entryOf(subject, event, before, after, failure));
    };
    await this.#fold(subject, id, top, { tell: keep, isKnownFrom: first - 1 });
    return { items: items.reverse(), ...(first > 0 && top >= 0 ? { next: String(first) } : {}) };
  }

  /**
   * The aggregate's document as it was at a revision. `not-found` (code `revision-not-found`) beyond the last one, `gone` at its deletion,
   * `refused` (code `revision-unreadable`) when one of the events up to there cannot be read.
   */
  async at<Document extends ReadDocument>(
    subject: HistorySubject<Document>,
    id: string,
    revision: number,
  ): Promise<Document> {
    const { name } = subject;
    const { revision: currentRevision } = await this.#headOf(name, id);
    if (revision > currentRevision) {
      const detail = `The ${name} ${id} has no revision ${revision} yet: it is at ${currentRevision}`;
      throw new CodedError('not-found', 'revision-not-found', detail, { currentRevision });
    }
    const { document, failure } = await this.#fold(subject, id, revision);
    if (failure !== undefined) {
      throw new CodedError('refused', 'revision-unreadable', failure, { currentRevision });
    }
    if (document !== undefined) return document as Document;
    const detail = `The ${name} ${id} was deleted at revision ${revision}`;
    throw new CodedError('gone', `${name}-deleted`, detail, { currentRevision });
  }

  async #headOf(name: AggregateName, id: string): Promise<RecordedEvent> {
    const head = await this.#eventStore.readLast(streamName({ aggregate: name, id }));
    if (head !== undefined) return head;
    throw new CodedError('not-found', `${name}-not-found`, `There is no ${name} ${id}`);
  }

  /** Folds a stream up to a revision; `tell` hears of every event after `isKnownFrom`, and of those before that are not remembered. */
  async #fold<Document extends ReadDocument>(
    { name, project }: HistorySubject<Document>,
    id: string,
    revision: number,
    { tell, isKnownFrom = revision }: { readonly tell?: Tell<Document>; readonly isKnownFrom?: number } = {},
  ): Promise<Folded> {
    const stream = streamName({ aggregate: name, id });
    const known = this.#folded.nearest(stream, isKnownFrom);
    let folded = known?.state ?? NOTHING;
    const from = (known?.revision ?? -1) + 1;
    if (from > revision) return folded;
    const turns = new EventLoopTurns();
    for await (const event of this.#eventStore.read(stream, { from, limit: revision - from + 1 })) {
      if (turns.isOver) await turns.next();
      const before = folded.document as Document | undefined;
      const { document, failure } = projected(project, before, event, id);
      folded = { document, failure: folded.failure ?? failure };
      tell?.(event, before, document as Document | undefined, failure);
      this.#folded.remember(stream, event.revision, folded);
    }
    return folded;
  }
}

function projected<Document extends ReadDocument>(
  project: HistorySubject<Document>['project'],
  document: Document | undefined,
  event: RecordedEvent,
  id: string,
): Folded {
  try {
    return { document: project(document, event as never, id), failure: undefined };
  } catch (error) {
    const reason = isCoded(error) ? error.message : 'its data are not what its type says';
    return {
      document,
      failure: `The event ${event.type} at revision ${event.revision} cannot be read: ${reason}`,
    };
  }
}

function entryOf<Document extends ReadDocument>(
  { shown, ofPart }: HistorySubject<Document>,
  event: RecordedEvent,
  before: Document | undefined,
  after: Document | undefined,
  failure: string | undefined,
): HistoryEntry {
  const fieldsOf = (document: Document | undefined) =>
    document === undefined ? undefined : (shown(document) as Readonly<Record<string, unknown>>);
  const { revision, type, id, metadata } = event;
  const changes = () => [...(ofPart?.(event) ?? []), ...changesBetween(fieldsOf(before), fieldsOf(after))];
  return {
    revision,
    type,
    eventId: id,
    occurredAt: metadata.occurredAt,
    actor: { id: metadata.actor },
    commandId: metadata.commandId,
    correlationId: metadata.$correlationId,
    changes: failure === undefined ? changes() : null,
    failure: failure ?? null,
  };
}
