import type { Mediator } from '@tools-provider/mediator';
import type { DomainEvent, RecordedEvent } from '../aggregate/domain-event.ts';
import { EventProcessingError } from '../errors.ts';
import { noteAsProjected } from './projected-types.ts';
import {
  type EntitiesPlace,
  missingDocument,
  type ReadDocument,
  type ReadPathContext,
} from './projection.ts';
import { noteTouching } from './touched-documents.ts';

/**
 * Which documents of a stream's entities an event touches: none of them, all that there are, one that it makes, or one that it changes. The
 * ids are those of the documents.
 */
export type TouchedEntities = 'none' | 'all' | { readonly created: string } | { readonly changed: string };

/**
 * Makes the documents of one collection from the events of streams that have many of them: one for each entity. A document's revision is
 * that of the event which last touched it.
 */
export interface EntityProjection<
  Document extends ReadDocument,
  Event extends DomainEvent,
  Owner extends ReadDocument,
> {
  readonly collection: string;
  readonly eventTypes: readonly Event['type'][];
  /** The collection of the streams' own documents, which say what all entities share; its projection is registered before this one. */
  readonly owners: string;
  /** Which documents an event touches. Pure. */
  readonly touches: (event: RecordedEvent<Event>) => TouchedEntities;
  /** The document of an entity that an event makes, in place of what there is; `owner` is the stream's own document. Pure. */
  readonly create: (id: string, event: RecordedEvent<Event>, owner: Owner) => Document;
  /** The document after an event, `undefined` when the event deletes it. One that is answered as it was is not touched. Pure. */
  readonly change: (document: Document, event: RecordedEvent<Event>) => Document | undefined;
}

/** Where the documents of an event's stream are. */
export interface EntityPlaces {
  /** The id of the stream's own document. */
  readonly ownerId: string;
  /** What the ids of its entities' documents begin with, and those of no other stream's. */
  readonly idPrefix: string;
}

/**
 * Lets the mediator's read path tell each event of a projection to it. `placesOf` answers where the documents of the event's stream are. An
 * event that makes a document outside of them, or changes one that is not there, is an {@link EventProcessingError}, never skipped; an event
 * type that is projected to the collection already is an `InvalidEventHandlerError` at once.
 */
export function registerEntityProjection<
  CommandContext,
  Document extends ReadDocument,
  Event extends DomainEvent,
  Owner extends ReadDocument,
>(
  mediator: Mediator<CommandContext, ReadPathContext>,
  projection: EntityProjection<Document, Event, Owner>,
  placesOf: (event: RecordedEvent) => EntityPlaces,
): void {
  const { collection, eventTypes, owners } = projection;
  noteAsProjected(mediator, collection, eventTypes);
  noteTouching(mediator, eventTypes, (event) => {
    const touched = projection.touches(event as RecordedEvent<Event>);
    return typeof touched === 'object' && 'changed' in touched
      ? { collection, id: touched.changed }
      : undefined;
  });
  for (const type of eventTypes) {
    mediator.on(type, async (_, { event: recorded, documents }) => {
      const event = recorded as RecordedEvent<Event>;
      const touched = projection.touches(event);
      if (touched === 'none') return;
      const { ownerId, idPrefix } = placesOf(event);
      if (touched === 'all') {
        const all = await documents.list<Document>({ collection, idPrefix });
        for (const document of all) store(document, event);
      } else if ('created' in touched) {
        const id = touched.created;
        refuseOutside({ collection, idPrefix }, id, event);
        const owner = await documents.get<Owner>(owners, ownerId);
        if (owner === undefined) throw missingDocument(owners, ownerId, event);
        documents.put(collection, projection.create(id, event, owner));
      } else {
        const id = touched.changed;
        const document = id.startsWith(idPrefix) ? await documents.get<Document>(collection, id) : undefined;
        if (document === undefined) throw missingDocument(collection, id, event);
        store(document, event);
      }

      function store(document: Document, by: RecordedEvent<Event>): void {
        const next = projection.change(document, by);
        if (next === undefined) documents.delete(collection, document.id);
        else if (next !== document) documents.put(collection, next);
      }
    });
  }
}

/** What lies outside would not be found by its stream, and would stay for ever. */
function refuseOutside({ collection, idPrefix }: EntitiesPlace, id: string, event: RecordedEvent): void {
  if (id.startsWith(idPrefix)) return;
  const message = `A document ${id} in ${collection} is none of its stream's, whose ids begin with ${idPrefix}`;
  throw new EventProcessingError(message, event);
}
