import { Mediator } from '@tools-provider/mediator';
import type { DomainEvent, RecordedEvent } from '../../src/aggregate/domain-event.ts';
import { EventSkipper } from '../../src/quarantine/event-skipper.ts';
import { RebuildEngine, type RebuildEngineOptions } from '../../src/rebuild/rebuild-engine.ts';
import { DomainEventCloudEventBehavior } from '../../src/reconciliation/domain-event-cloud-event-behavior.ts';
import { registerEntityProjection } from '../../src/reconciliation/entity-projection.ts';
import { type ReadPathContext, registerProjection } from '../../src/reconciliation/projection.ts';
import {
  ReadModelReconciliator,
  type ReconciliatorOptions,
} from '../../src/reconciliation/read-model-reconciliator.ts';
import { eventsToAppend } from '../../src/repository/event-to-append.ts';
import { InMemoryCategorySubscription } from '../../src/testing/in-memory-category-subscription.ts';
import { InMemoryEventLog } from '../../src/testing/in-memory-event-log.ts';
import { InMemoryEventStore } from '../../src/testing/in-memory-event-store.ts';
import { InMemoryReadModel } from '../../src/testing/in-memory-read-model.ts';
import { newCommandContext } from '../../src/testing/new-command-context.ts';

type BookId = { readonly book: string };
export type ShelfEvent =
  | DomainEvent<'shelf.named.v1', { readonly name: string }>
  | DomainEvent<'shelf.removed.v1', Record<string, never>>
  | DomainEvent<'book.added.v1', BookId>
  | DomainEvent<'book.read.v1', BookId>
  | DomainEvent<'book.lost.v1', BookId>;

/** A shelf as the read model has it; its id is the stream's. */
export interface ShelfDocument {
  readonly id: string;
  readonly name: string;
  readonly books: number;
}

/** A book, which says where it stands; its id begins with the shelf's. */
export interface BookDocument {
  readonly id: string;
  readonly shelf: string;
  readonly reads: number;
}

export const SHELVES = 'shelves';
export const BOOKS = 'books';
const CATEGORY = 'tools_provider';
const EVENT_TYPES = [
  'shelf.named.v1',
  'shelf.removed.v1',
  'book.added.v1',
  'book.read.v1',
  'book.lost.v1',
] as const;
const MAX_APPEND_EVENTS = 500;
const silent = { info: () => undefined, warn: () => undefined };

/** The stream of a shelf, and the id of its document. */
export const shelfOf = (name: string) => `${CATEGORY}-shelf-${name}`;
/** The id of a book's document. */
export const bookOf = (shelf: string, book: string | number) => `${shelfOf(shelf)}:${book}`;

export const named = (name: string): ShelfEvent => ({ type: 'shelf.named.v1', data: { name } });
export const removed: ShelfEvent = { type: 'shelf.removed.v1', data: {} };
export const book = (what: 'added' | 'read' | 'lost', ...books: readonly (string | number)[]): ShelfEvent[] =>
  books.map((name) => ({ type: `book.${what}.v1`, data: { book: String(name) } }));

/** A whole system in memory of streams that have many documents: shelves and their books. */
export class ShelfSystem {
  readonly eventStore = new InMemoryEventStore();
  readonly readModel: InMemoryReadModel;
  readonly #heads = new Map<string, number>();
  readonly #running: ReadModelReconciliator[] = [];
  /** The book that no projection can read. */
  poison: string | undefined;

  constructor(readModel = new InMemoryReadModel()) {
    this.readModel = readModel;
  }

  /** Adds events to a shelf, in as few appends as may be. */
  async write(name: string, ...events: readonly ShelfEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += MAX_APPEND_EVENTS)
      await this.#append(name, events.slice(from, from + MAX_APPEND_EVENTS));
  }

  async #append(name: string, events: readonly ShelfEvent[]): Promise<void> {
    const stream = shelfOf(name);
    const head = this.#heads.get(stream) ?? -1;
    this.#heads.set(stream, head + events.length);
    const place = { stream, firstRevision: head + 1 };
    await this.eventStore.append(stream, head, eventsToAppend(events, newCommandContext(), place));
  }

  /** Starts a worker on everything that is and will be in the log. */
  async project(options: Partial<ReconciliatorOptions> = {}): Promise<ReadModelReconciliator> {
    const reconciliator = new ReadModelReconciliator({
      mediator: this.readPath(),
      eventStore: this.eventStore,
      subscription: new InMemoryCategorySubscription(this.eventStore, CATEGORY),
      readModel: this.readModel,
      retry: { attempts: 1, baseMs: 1, maxMs: 1 },
      log: silent,
      ...options,
    });
    this.#running.push(reconciliator);
    await reconciliator.start();
    return reconciliator;
  }

  /** Resolves when all that was written is projected, or set aside. */
  async untilProjected(): Promise<void> {
    const ended = new AbortController();
    const look = async () => {
      const statuses = await this.readModel.loadStatuses([...this.#heads.keys()]);
      const isDone = [...this.#heads].every(([stream, head]) => {
        const status = statuses.get(stream);
        return status?.failure !== undefined || (status?.projected ?? -1) >= head;
      });
      if (isDone) ended.abort();
    };
    const { signals } = this.readModel;
    await signals.follow({ onOpen: look, onProjected: look }, { signal: ended.signal });
  }

  /** The books that are shown, each as `shelf/reads@revision`, by what follows the shelf in their ids. */
  async shown(name: string): Promise<Readonly<Record<string, string>>> {
    const ids = this.readModel.documents.ids(BOOKS).filter((id) => id.startsWith(`${shelfOf(name)}:`));
    const books = ids.toSorted().map(async (id) => {
      const found = await this.readModel.documents.get<BookDocument>(BOOKS, id);
      return [id.slice(shelfOf(name).length + 1), `${found?.shelf}/${found?.reads}@${found?.revision}`];
    });
    return Object.fromEntries(await Promise.all(books));
  }

  engine(limits: RebuildEngineOptions['limits'] = {}): RebuildEngine {
    const { readModel, eventStore } = this;
    return new RebuildEngine({
      projections: [SHELVES, BOOKS],
      limits,
      mediatorFor: (wanted) => this.#projections(new Mediator<never, ReadPathContext>(), wanted),
      mediator: this.readPath(),
      eventLog: new InMemoryEventLog(eventStore, CATEGORY),
      eventStore,
      statuses: readModel,
      readModel,
      feed: readModel.feed,
      store: readModel.rebuildStore,
      origins: {
        streamOf: (collection, id) => (collection === BOOKS ? (id.split(':')[0] ?? id) : id),
        documentsOf: (id) => [{ collection: SHELVES, id }],
        entitiesOf: (id) => [{ collection: BOOKS, idPrefix: `${id}:` }],
        madeTogether: [[SHELVES, BOOKS]],
      },
      log: silent,
    });
  }

  /** Leaves an event out that set a shelf aside, and goes on behind it. */
  async skip({ streams: reconciler }: ReadModelReconciliator, name: string, revision: number): Promise<void> {
    const { eventStore, readModel } = this;
    const documentsOf = (id: string) => [{ collection: SHELVES, id }];
    const skipper = new EventSkipper({ eventStore, readModel, reconciler, cloudEventOf, documentsOf });
    const stream = shelfOf(name);
    const { signal } = new AbortController();
    await skipper.skip(
      { id: `${stream}@${revision}`, stream, action: 'skip', revision, requestedBy: 'ada', requestedAt: '' },
      signal,
    );
    await reconciler.reconcile({ stream, delivered: [], isToEnd: true }, signal);
  }

  readPath(): Mediator<never, ReadPathContext> {
    const cloudEvents = new DomainEventCloudEventBehavior(cloudEventOf);
    return this.#projections(new Mediator<never, ReadPathContext>({ event: [cloudEvents.behavior] }));
  }

  /** The revisions that the feed tells of a shelf, in its order. */
  async told(name: string): Promise<readonly number[]> {
    const { events } = await this.readModel.feed.page({ after: 0, limit: 5_000, subject: shelfOf(name) });
    return events.map(({ revision }) => revision);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((reconciliator) => reconciliator.stop()));
  }

  #projections(mediator: Mediator<never, ReadPathContext>, wanted: readonly string[] = [SHELVES, BOOKS]) {
    if (wanted.includes(SHELVES)) this.#registerShelves(mediator);
    if (wanted.includes(BOOKS)) this.#registerBooks(mediator);
    return mediator;
  }

  #registerShelves(mediator: Mediator<never, ReadPathContext>): void {
    registerProjection<never, ShelfDocument, ShelfEvent>(
      mediator,
      {
        collection: SHELVES,
        eventTypes: EVENT_TYPES,
        createdBy: 'shelf.named.v1',
        project: (shelf, { type, data }, id) => {
          if (type === 'shelf.named.v1') return { id, books: shelf?.books ?? 0, name: data.name };
          if (type === 'shelf.removed.v1' || shelf === undefined) return undefined;
          const more = { 'book.added.v1': 1, 'book.read.v1': 0, 'book.lost.v1': -1 }[type];
          return { ...shelf, books: shelf.books + more };
        },
      },
      ({ stream }) => stream,
    );
  }

  #registerBooks(mediator: Mediator<never, ReadPathContext>): void {
    registerEntityProjection<never, BookDocument, ShelfEvent, ShelfDocument>(
      mediator,
      {
        collection: BOOKS,
        owners: SHELVES,
        eventTypes: EVENT_TYPES,
        touches: ({ type, data, revision, stream }) => {
          if (type === 'shelf.named.v1') return revision === 0 ? 'none' : 'all';
          if (type === 'shelf.removed.v1') return 'all';
          const id = `${stream}:${data.book}`;
          return type === 'book.added.v1' ? { created: id } : { changed: id };
        },
        create: (id, _, { name }) => ({ id, shelf: name, reads: 0 }),
        change: (document, { type, data }) => {
          if (document.id.endsWith(`:${this.poison}`) && type === 'book.read.v1')
            throw new Error('Nobody can read this');
          if (type === 'shelf.named.v1')
            return document.shelf === data.name ? document : { ...document, shelf: data.name };
          return type === 'book.read.v1' ? { ...document, reads: document.reads + 1 } : undefined;
        },
      },
      ({ stream }) => ({ ownerId: stream, idPrefix: `${stream}:` }),
    );
  }
}

function cloudEventOf({ id, type, stream, revision }: RecordedEvent) {
  return { id, type, source: 'test', subject: stream, revision };
}
