import type { Mediator } from '@tools-provider/mediator';
import type { DomainEvent, RecordedEvent } from '../aggregate/domain-event.ts';
import { EventProcessingError } from '../errors.ts';

/** A document as the read side stores it: plain JSON with its own id. */
export interface ReadDocument {
  readonly id: string;
}

/** What the projections of one span of events read and write; nothing is stored before the whole span is committed. */
export interface DocumentSession {
  /** The document as the events before have left it, `undefined` when there is none. */
  get<Document extends ReadDocument>(collection: string, id: string): Promise<Document | undefined>;
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

/** Lets the mediator's read path tell each event of a projection to it. A missing document is an error, never skipped. */
export function registerProjection<CommandContext, Document extends ReadDocument, Event extends DomainEvent>(
  mediator: Mediator<CommandContext, ReadPathContext>,
  projection: Projection<Document, Event>,
  aggregateIdOf: (event: RecordedEvent) => string,
): void {
  for (const type of projection.eventTypes) {
    mediator.on(type, async (_, { event, documents }) => {
      const id = aggregateIdOf(event);
      const document = await documents.get<Document>(projection.collection, id);
      if (document === undefined && type !== projection.createdBy) {
        throw new EventProcessingError(
          `There is no document ${id} in ${projection.collection} for it`,
          event,
        );
      }
      const next = projection.project(document, event as RecordedEvent<Event>, id);
      if (next === undefined) documents.delete(projection.collection, id);
      else documents.put(projection.collection, next);
    });
  }
}
