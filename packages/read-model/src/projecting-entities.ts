import {
  type DomainEvent,
  type EntityProjection,
  EventProcessingError,
  type ReadDocument,
  type RecordedEvent,
} from '@tools-provider/event-sourcing';

/** What an event type does to the documents of its stream's entities: nothing, make one, change one, or change all that there are. */
export type EntityEffect<Document extends ReadDocument, Data, Owner extends ReadDocument> =
  | 'nothing'
  | { readonly creates: (id: string, data: Data, owner: Owner) => Document }
  /** The document after the event, `undefined` when the event deletes it. */
  | { readonly changes: (document: Document, data: Data) => Document | undefined }
  /** Each document after the event, `undefined` when the event deletes it; one that is answered as it was is not touched. */
  | { readonly changesAll: (document: Document, data: Data) => Document | undefined };

/** What each event type does to the documents of entities. An event type that is missing is a type error. */
export interface ProjectingEntities<
  Document extends ReadDocument,
  Event extends DomainEvent,
  Owner extends ReadDocument,
> {
  readonly collection: string;
  /** The collection of the streams' own documents. */
  readonly owners: string;
  /** The field of the data that names the entity, in each event that makes or changes one. */
  readonly idField: string;
  readonly effects: {
    readonly [E in Event as E['type']]: EntityEffect<Document, E['data'], Owner>;
  };
}

type AnyEffect<Document extends ReadDocument, Owner extends ReadDocument> = EntityEffect<
  Document,
  never,
  Owner
>;

/** Makes a pure projection of entities. An event type it does not know is an {@link EventProcessingError}: nothing is skipped. */
export function entityProjectionOf<
  Document extends ReadDocument,
  Event extends DomainEvent,
  Owner extends ReadDocument,
>({
  collection,
  owners,
  idField,
  effects,
}: ProjectingEntities<Document, Event, Owner>): EntityProjection<Document, Event, Owner> {
  const known = new Map<string, AnyEffect<Document, Owner>>(Object.entries(effects));
  const effectOf = (event: RecordedEvent): AnyEffect<Document, Owner> => {
    const effect = known.get(event.type);
    if (effect !== undefined) return effect;
    throw new EventProcessingError(`No projection to ${collection} knows it`, event, {}, 'unknown-event');
  };
  return {
    collection,
    owners,
    eventTypes: [...known.keys()],
    touches: (event) => {
      const effect = effectOf(event);
      if (effect === 'nothing') return 'none';
      if ('changesAll' in effect) return 'all';
      const id = String((event.data as Readonly<Record<string, unknown>>)[idField]);
      return 'creates' in effect ? { created: id } : { changed: id };
    },
    create: (id, event, owner) => {
      const effect = effectOf(event);
      if (effect === 'nothing' || !('creates' in effect)) throw makesNone(collection, event);
      return effect.creates(id, event.data as never, owner);
    },
    change: (document, event) => {
      const effect = effectOf(event);
      if (effect === 'nothing' || 'creates' in effect) return document;
      return ('changes' in effect ? effect.changes : effect.changesAll)(document, event.data as never);
    },
  };
}

function makesNone(collection: string, event: RecordedEvent): EventProcessingError {
  return new EventProcessingError(`It makes no document in ${collection}`, event);
}
