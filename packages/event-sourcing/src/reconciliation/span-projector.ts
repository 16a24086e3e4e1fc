import type { Mediator } from '@tools-provider/mediator';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import { EventProcessingError } from '../errors.ts';
import type { EventStore } from '../repository/event-store.ts';
import { BatchLoader } from './batch-loader.ts';
import { BufferedDocumentSession } from './buffered-document-session.ts';
import type { PipelineObserver } from './pipeline-observer.ts';
import type { CloudEventJson, ReadDocument, ReadPathContext } from './projection.ts';
import type { ProjectionStatus } from './projection-status.ts';
import type { ProjectedSpan, ReadModelStore } from './read-model-store.ts';
import { verdictOf } from './verdict.ts';

/** How many events of one stream are applied before they are stored. */
const MAX_SPAN_EVENTS = 500;

/** A revision that no stream reaches. */
const TO_END = Number.MAX_SAFE_INTEGER;

/** What the deliveries of one stream ask for. */
export interface SpanRequest {
  readonly stream: string;
  /** The events delivered, in any order, possibly with gaps and repetitions. */
  readonly delivered: readonly RecordedEvent[];
  /** Apply everything up to the stream's end, as after an aggregate was set aside. */
  readonly isToEnd?: boolean;
}

/** What came of applying events, up to the first that failed. */
export interface SpanResult {
  /** What is to be stored; `undefined` when nothing is new. */
  readonly span: ProjectedSpan | undefined;
  readonly events: readonly RecordedEvent[];
  /** Of the documents that the events were applied to. */
  readonly generation: number;
  readonly failed?: { readonly event: RecordedEvent; readonly error: unknown };
  /** What to ask for next, when there is more to apply after this span. */
  readonly resume?: SpanRequest;
}

/** Applies the next events of a stream to its documents, in memory: the order is the stream's, whatever the order of delivery was. */
export class SpanProjector {
  readonly #mediator: Mediator<never, ReadPathContext>;
  readonly #eventStore: EventStore;
  readonly #observer: PipelineObserver;
  readonly #upcasters: Upcasters;
  readonly #statuses: BatchLoader<ProjectionStatus>;
  readonly #documents = new Map<string, BatchLoader<ReadDocument>>();
  readonly #readModel: ReadModelStore;

  constructor(
    mediator: Mediator<never, ReadPathContext>,
    eventStore: EventStore,
    readModel: ReadModelStore,
    observer: PipelineObserver,
    upcasters: Upcasters = new Upcasters(),
  ) {
    this.#mediator = mediator;
    this.#eventStore = eventStore;
    this.#observer = observer;
    this.#upcasters = upcasters;
    this.#readModel = readModel;
    this.#statuses = new BatchLoader((streams) => readModel.loadStatuses(streams));
  }

  /** Loads where the stream stands and applies what comes next. Rejects with `unavailable` or `conflict` only. */
  async project(request: SpanRequest): Promise<SpanResult> {
    const { stream, delivered } = request;
    const { generation } = this.#readModel;
    const status = await this.#statuses.get(stream);
    const from = status?.projected ?? NO_REVISION;
    const wanted = wantedRevision(status, request);
    if (wanted <= from) return { span: undefined, events: [], generation };

    const { events, documents, cloudEvents, emitted, failed } = await this.#apply(
      this.#nextEvents(stream, from + 1, wanted, delivered),
      status?.emitted ?? NO_REVISION,
    );
    const failure = failed === undefined ? {} : { failed };
    const last = events.at(-1);
    if (last === undefined) return { span: undefined, events, generation, ...failure };
    const lastEventId = last.id;
    const isWhole = last.revision >= wanted || events.length < MAX_SPAN_EVENTS || failed !== undefined;
    return {
      span: { stream, generation, from, to: last.revision, lastEventId, emitted, documents, cloudEvents },
      events,
      generation,
      ...failure,
      ...(isWhole ? {} : { resume: { stream, delivered, isToEnd: wanted === TO_END } }),
    };
  }

  async #apply(stream: AsyncIterable<RecordedEvent>, emittedBefore: number) {
    const session = this.openSession(emittedBefore);
    const cloudEvents: CloudEventJson[] = [];
    const events: RecordedEvent[] = [];
    let emitted = emittedBefore;
    let failed: SpanResult['failed'];
    for await (const event of stream) {
      const step = session.nested(event.revision);
      const stepCloudEvents: CloudEventJson[] = [];
      try {
        await this.publish(event, step, (cloudEvent) => stepCloudEvents.push(cloudEvent));
      } catch (error) {
        // A projection that speaks of a conflict has lost no race: races are lost where spans are stored.
        if (verdictOf(error) === 'reconnect') throw error;
        failed = { event, error };
        break;
      }
      session.absorb(step);
      if (event.revision === emitted + 1) {
        cloudEvents.push(...stepCloudEvents);
        emitted = event.revision;
      }
      events.push(event);
      if (events.length === MAX_SPAN_EVENTS) break;
    }
    return { events, documents: session.writes, cloudEvents, emitted, failed };
  }

  /** A session on the documents as they are stored, for the writes of the event at `revision`. */
  openSession(revision: number): BufferedDocumentSession {
    return new BufferedDocumentSession((collection, id) => this.#documentsOf(collection).get(id), revision);
  }

  /** Tells one event, as the newest version of its type, to its projections, inside the mediator's behaviours. */
  async publish(
    stored: RecordedEvent,
    documents: BufferedDocumentSession,
    emit: (cloudEvent: CloudEventJson) => void,
  ): Promise<void> {
    if (!isJsonObject(stored.data)) throw new EventProcessingError('Its data are no JSON object', stored);
    const event = this.#upcasters.upcast(stored);
    this.#observer.reached('projecting', event);
    await this.#mediator.publish(event, { event, documents, emit });
    this.#observer.reached('projected', event);
  }

  /** The stream's events from a revision on, without a gap: delivered ones where they fit, the stream's own where they do not. */
  async *#nextEvents(
    stream: string,
    from: number,
    wanted: number,
    delivered: readonly RecordedEvent[],
  ): AsyncIterable<RecordedEvent> {
    const byRevision = new Map(delivered.map((event) => [event.revision, event]));
    let next = from;
    for (let event = byRevision.get(next); event !== undefined; event = byRevision.get(next)) {
      yield event;
      next += 1;
    }
    if (next <= wanted) yield* this.#eventStore.read(stream, { from: next, limit: MAX_SPAN_EVENTS });
  }

  #documentsOf(collection: string): BatchLoader<ReadDocument> {
    let loader = this.#documents.get(collection);
    if (loader === undefined) {
      loader = new BatchLoader((ids) => this.#readModel.loadDocuments(collection, ids));
      this.#documents.set(collection, loader);
    }
    return loader;
  }
}

/**
 * Up to which revision the deliveries ask to apply. An aggregate that is set aside is left alone, unless the very event that failed is
 * delivered again (a replay of the parked message): then everything up to the end of its stream is wanted.
 */
function wantedRevision(status: ProjectionStatus | undefined, { delivered, isToEnd }: SpanRequest): number {
  if (isToEnd === true) return TO_END;
  const failure = status?.failure;
  if (failure === undefined) return Math.max(NO_REVISION, ...delivered.map((event) => event.revision));
  const isReplay = delivered.some((event) => event.revision === failure.revision);
  return isReplay ? TO_END : NO_REVISION;
}

function isJsonObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Uint8Array);
}
