import { Mediator } from '@tools-provider/mediator';
import type { DomainEvent, RecordedEvent } from '../../src/aggregate/domain-event.ts';
import { RebuildEngine, type RebuildEngineOptions } from '../../src/rebuild/rebuild-engine.ts';
import { DomainEventCloudEventBehavior } from '../../src/reconciliation/domain-event-cloud-event-behavior.ts';
import { type ReadPathContext, registerProjection } from '../../src/reconciliation/projection.ts';
import { ReadModelReconciliator } from '../../src/reconciliation/read-model-reconciliator.ts';
import { eventsToAppend } from '../../src/repository/event-to-append.ts';
import { InMemoryCategorySubscription } from '../../src/testing/in-memory-category-subscription.ts';
import { InMemoryEventLog } from '../../src/testing/in-memory-event-log.ts';
import { InMemoryEventStore } from '../../src/testing/in-memory-event-store.ts';
import { InMemoryReadModel } from '../../src/testing/in-memory-read-model.ts';
import { newCommandContext } from '../../src/testing/new-command-context.ts';

type Written = DomainEvent<'note.written.v1', { readonly line: string }>;
type Dropped = DomainEvent<'note.dropped.v1', Record<string, never>>;

/** A note as the read model has it. */
export interface NoteDocument {
  readonly id: string;
  readonly lines: readonly string[];
}

export const NOTES = 'notes';
const CATEGORY = 'tools_provider';
/** A line that makes a note go away. */
export const DROP = 'drop';
const silent = { info: () => undefined, warn: () => undefined };

/** The stream, and the document's id, of a note. */
export const noteOf = (name: string | number) => `${CATEGORY}-note-${name}`;

/** A whole system in memory: a log of notes, workers that project them, and what rebuilds them. */
export class NoteSystem {
  readonly eventStore = new InMemoryEventStore();
  readonly readModel = new InMemoryReadModel();
  readonly #heads = new Map<string, number>();
  readonly #running: ReadModelReconciliator[] = [];
  /** The projection's code: what becomes of a line, after the lines before. */
  render: (line: string, before: readonly string[]) => string = (line) => line;

  /** Adds lines to a note, each by an event of its own, in one append. */
  async write(name: string | number, ...lines: readonly string[]): Promise<void> {
    const stream = noteOf(name);
    const head = this.#heads.get(stream) ?? -1;
    const events = lines.map((line): Written | Dropped =>
      line === DROP ? { type: 'note.dropped.v1', data: {} } : { type: 'note.written.v1', data: { line } },
    );
    const place = { stream, firstRevision: head + 1 };
    this.#heads.set(stream, head + lines.length);
    await this.eventStore.append(stream, head, eventsToAppend(events, newCommandContext(), place));
  }

  /** Starts a worker on everything that is and will be in the log. */
  async project(): Promise<ReadModelReconciliator> {
    const reconciliator = new ReadModelReconciliator({
      mediator: this.readPath(),
      eventStore: this.eventStore,
      subscription: new InMemoryCategorySubscription(this.eventStore, CATEGORY),
      readModel: this.readModel,
      retry: { attempts: 1, baseMs: 1, maxMs: 1 },
      log: silent,
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

  engine(options: Partial<RebuildEngineOptions> = {}): RebuildEngine {
    const { readModel, eventStore } = this;
    return new RebuildEngine({
      projections: [NOTES],
      mediatorFor: () => this.#projections(new Mediator<never, ReadPathContext>()),
      mediator: this.readPath(),
      eventLog: new InMemoryEventLog(eventStore, CATEGORY),
      eventStore,
      statuses: readModel,
      readModel,
      feed: readModel.feed,
      store: readModel.rebuildStore,
      origins: { streamOf: (_, id) => id, documentsOf: (id) => [{ collection: NOTES, id }] },
      log: silent,
      ...options,
    });
  }

  readPath(): Mediator<never, ReadPathContext> {
    const cloudEvents = new DomainEventCloudEventBehavior(({ id, type, stream, revision }) => ({
      id,
      type,
      source: 'test',
      subject: stream,
      revision,
    }));
    return this.#projections(new Mediator<never, ReadPathContext>({ event: [cloudEvents.behavior] }));
  }

  /** The lines of a note as they are shown, and the revision they are of; `undefined` when there is none. */
  async shown(name: string | number) {
    const note = await this.readModel.documents.get<NoteDocument>(NOTES, noteOf(name));
    return note === undefined ? undefined : { lines: note.lines, revision: note.revision };
  }

  async feed(): Promise<readonly unknown[]> {
    return (await this.readModel.feed.page({ after: 0, limit: 100_000 })).events;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((reconciliator) => reconciliator.stop()));
  }

  #projections(mediator: Mediator<never, ReadPathContext>): Mediator<never, ReadPathContext> {
    registerProjection<never, NoteDocument, Written | Dropped>(
      mediator,
      {
        collection: NOTES,
        eventTypes: ['note.written.v1', 'note.dropped.v1'],
        createdBy: 'note.written.v1',
        project: (note, event, id) => {
          if (event.type === 'note.dropped.v1') return undefined;
          const before = note?.lines ?? [];
          return { id, lines: [...before, this.render(event.data.line, before)] };
        },
      },
      ({ stream }: RecordedEvent) => stream,
    );
    return mediator;
  }
}
