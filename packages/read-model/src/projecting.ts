import {
  type DomainEvent,
  EventProcessingError,
  missingDocument,
  type Projection,
  type ReadDocument,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';

/** What each event type does to a document. An event type that is missing is a type error. */
export interface Projecting<
  Document extends ReadDocument,
  Event extends DomainEvent,
  CreatedBy extends Event['type'],
> {
  readonly collection: string;
  readonly createdBy: CreatedBy;
  readonly create: (id: string, data: Extract<Event, { type: CreatedBy }>['data']) => Document;
  /** The document after each other event, `undefined` when the event deletes it. */
  readonly change: {
    readonly [E in Event as Exclude<E['type'], CreatedBy>]: (
      document: Document,
      data: E['data'],
      revision: number,
    ) => Document | undefined;
  };
}

type Change<Document> = (document: Document, data: never, revision: number) => Document | undefined;

/**
 * Makes a pure projection. An event type it does not know, and one that changes a document which is not there, are an
 * {@link EventProcessingError}: nothing is skipped and no partial document is made.
 */
export function projectionOf<
  Document extends ReadDocument,
  Event extends DomainEvent,
  CreatedBy extends Event['type'],
>({
  collection,
  createdBy,
  create,
  change,
}: Projecting<Document, Event, CreatedBy>): Projection<Document, Event> {
  const changes = new Map<string, Change<Document>>(Object.entries(change));
  return {
    collection,
    createdBy,
    eventTypes: [createdBy, ...changes.keys()],
    project: (document: Document | undefined, event: RecordedEvent<Event>, id: string) => {
      if (event.type === createdBy) return create(id, event.data as never);
      const apply = changes.get(event.type);
      if (apply === undefined)
        throw new EventProcessingError(`No projection to ${collection} knows it`, event, {}, 'unknown-event');
      if (document === undefined) {
        throw missingDocument(collection, id, event);
      }
      return apply(document, event.data as never, event.revision);
    },
  };
}
