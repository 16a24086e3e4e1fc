import { InvalidEventHandlerError, type Mediator } from '@tools-provider/mediator';
import type { DomainEvent, RecordedEvent } from '../aggregate/domain-event.ts';
import { EventProcessingError } from '../errors.ts';
import { noteAsProjected } from './projected-types.ts';

/** A document as the read side stores it: plain JSON with its own id. */
export interface ReadDocument {
  readonly id: string;
}

/** Where a document is kept. */
export interface DocumentPlace {
  readonly collection: string;
  readonly id: string;
}

/**
 * Where the documents of a stream's entities are kept: the id of each begins with `idPrefix`, and that of no other document of the
 * collection does. So they are found without reading the others.
 */
export interface EntitiesPlace {
  readonly collection: string;
  readonly idPrefix: string;
}

/** What the projections of one span of events read and write; nothing is stored before the whole span is committed. */
export interface DocumentSession {
  /** The document as the events before have left it, `undefined` when there is none. */
  get<Document extends ReadDocument>(collection: string, id: string): Promise<Document | undefined>;
  /** All documents of a stream's entities, in no order that means anything, as the events before have left them. */
  list<Document extends ReadDocument>(place: EntitiesPlace): Promise<readonly Document[]>;
  /** Stores a document whole, in place of the one with its id. */
  put(collection: string, document: ReadDocument): void;
  /** Removes a document; one that is not there is no error. */
  delete(collection: string, id: string): void;
}

/** What comes with an event on the read path. */
export interface ReadPathContext {
  readonly event: RecordedEvent;
  readonly documents: DocumentSession;
  /** Adds a CloudEvent to the feed, in the transaction that stores the documents. */
  emit(cloudEvent: CloudEventJson): void;
}

/** A CloudEvent in its JSON form, before the feed has given it its `sequence`. */
export interface CloudEventJson {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly [attribute: string]: unknown;
}

/** Makes the documents of one collection, one for each aggregate, from that aggregate's events. */
export interface Projection<Document extends ReadDocument, Event extends DomainEvent> {
  readonly collection: string;
  readonly eventTypes: readonly Event['type'][];
  /** The only event type that makes a document; every other one needs the document that is there. */
  readonly createdBy: Event['type'];
  /**
   * The document after an event, `undefined` when the event deletes it. Pure: equal arguments, equal answer; no clock, no I/O.
   * `document` is `undefined` only for {@link createdBy}.
   */
  readonly project: (
    document: Document | undefined,
    event: RecordedEvent<Event>,
    id: string,
  ) => Document | undefined;
}

/**
 * Lets the mediator's read path tell each event of a projection to it. `aggregateIdOf` answers the id of the document that an event is
 * about. An event without such an id, and one whose document is missing, is an {@link EventProcessingError}, never skipped.
 *
 * What can never be right is an {@link InvalidEventHandlerError} at once: `createdBy` is none of the event types, or an event type is
 * projected to the collection already, so that each event would be applied twice.
 */
export function registerProjection<CommandContext, Document extends ReadDocument, Event extends DomainEvent>(
  mediator: Mediator<CommandContext, ReadPathContext>,
  projection: Projection<Document, Event>,
  aggregateIdOf: (event: RecordedEvent) => string | undefined,
): void {
  const { collection, createdBy, eventTypes } = projection;
  if (!eventTypes.includes(createdBy)) {
    throw new InvalidEventHandlerError(
      `The documents in ${collection} are made by ${createdBy}, which is none of the projection's eventTypes, so there would never be one: add it there, or correct createdBy`,
    );
  }
  noteAsProjected(mediator, collection, eventTypes);
  for (const type of eventTypes) {
    mediator.on(type, async (_, { event, documents }) => {
      const id = aggregateIdOf(event);
      if (id === undefined) throw new EventProcessingError('Its stream is not one of an aggregate', event);
      // Before the first event of its stream nothing can have made the document: that saves new aggregates a read.
      const isFirst = type === createdBy && event.revision === 0;
      const document = isFirst ? undefined : await documents.get<Document>(collection, id);
      if (document === undefined && type !== createdBy) {
        throw missingDocument(collection, id, event);
      }
      const next = projection.project(document, event as RecordedEvent<Event>, id);
      if (next === undefined) documents.delete(collection, id);
      else documents.put(collection, next);
    });
  }
}

/** The error of an event that changes a document which is not there. */
export function missingDocument(collection: string, id: string, event: RecordedEvent): EventProcessingError {
  const message = `There is no document ${id} in ${collection} for it`;
  return new EventProcessingError(message, event, {}, 'missing-document');
}
