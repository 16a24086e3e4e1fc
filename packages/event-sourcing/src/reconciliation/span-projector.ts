import type { Mediator } from '@tools-provider/mediator';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import type { EventStore } from '../repository/event-store.ts';
import { BatchLoader } from './batch-loader.ts';
import { BufferedDocumentSession } from './buffered-document-session.ts';
import { newestVersion } from './newest-version.ts';
import { divergedAt, nextEvents } from './next-events.ts';
import type { PipelineObserver } from './pipeline-observer.ts';
import type { CloudEventJson, EntitiesPlace, ReadDocument, ReadPathContext } from './projection.ts';
import type { ProjectionStatus } from './projection-status.ts';
import type { ProjectedSpan, ReadModelStore } from './read-model-store.ts';
import { type FailedStep, type SpanRequest, TO_END } from './span-request.ts';
import { touchedBy } from './touched-documents.ts';
import { verdictOf } from './verdict.ts';

/** How many events of one stream are applied before they are stored. */
const MAX_SPAN_EVENTS = 500;

/** What came of applying events, up to the first that failed. */
export interface SpanResult {
  /** What is to be stored; `undefined` when nothing is new. */
  readonly span: ProjectedSpan | undefined;
  readonly events: readonly RecordedEvent[];
  /** Of the documents that the events were applied to. */
  readonly generation: number;
  readonly failed?: FailedStep;
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
    const { stream } = request;
    const status = await this.statusOf(stream);
    const { generation } = this.#readModel;
    const from = status?.projected ?? NO_REVISION;
    const impostor = impostorIn(request, status);
    if (impostor !== undefined)
      return { span: undefined, events: [], generation, failed: divergedAt(stream, status, impostor) };
    const wanted = wantedRevision(status, request);
    if (wanted <= from) return { span: undefined, events: [], generation };

    const applied = await this.#apply(request, status, wanted);
    const { events, documents, cloudEvents, emitted, failed } = applied;
    const failure = failed === undefined ? {} : { failed };
    const last = events.at(-1);
    if (last === undefined) {
      const isCleared = failed === undefined && status?.failure !== undefined;
      const span = {
        stream,
        generation,
        from,
        to: from,
        lastEventId: undefined,
        emitted,
        documents,
        cloudEvents,
      };
      const lookAgain = isCleared ? { resume: { ...request, isToEnd: true } } : {};
      return { span: isCleared ? span : undefined, events, generation, ...failure, ...lookAgain };
    }
    const isWhole = last.revision >= wanted || events.length < limitOf(request) || failed !== undefined;
    // Deliveries that came while the aggregate was marked are acknowledged already. So nobody else brings what is still to be applied: the
    // mark stays until everything is, and then the stream is looked at once more.
    const isMarked = status?.failure !== undefined;
    const keepsFailure = isMarked && (!isWhole || failed !== undefined);
    const isMore = failed === undefined && (isMarked || !isWhole);
    return {
      span: {
        stream,
        generation,
        from,
        to: last.revision,
        lastEventId: last.id,
        emitted,
        documents,
        cloudEvents,
        ...(keepsFailure ? { keepsFailure } : {}),
      },
      events,
      generation,
      ...failure,
      ...(isMore ? { resume: { ...request, isToEnd: wanted === TO_END } } : {}),
    };
  }

  /** Where the stream stands now, `undefined` when nothing of it was projected. */
  statusOf(stream: string): Promise<ProjectionStatus | undefined> {
    return this.#statuses.get(stream);
  }

  async #apply(request: SpanRequest, status: ProjectionStatus | undefined, wanted: number) {
    const emittedBefore = status?.emitted ?? NO_REVISION;
    const session = this.openSession(emittedBefore);
    const cloudEvents: CloudEventJson[] = [];
    const events: RecordedEvent[] = [];
    let emitted = emittedBefore;
    let failed: SpanResult['failed'];
    const steps = await this.#nextSteps(request, status, wanted);
    const upcoming = steps.flatMap((step) => ('error' in step ? [] : [step]));
    await session.prefetch(touchedBy(this.#mediator, upcoming));
    for (const next of steps) {
      if ('error' in next) {
        failed = next;
        break;
      }
      const step = session.nested(next.revision);
      const stepCloudEvents: CloudEventJson[] = [];
      try {
        await this.publish(next, step, (cloudEvent) => stepCloudEvents.push(cloudEvent));
      } catch (error) {
        // A projection that speaks of a conflict has lost no race: races are lost where spans are stored.
        if (verdictOf(error) === 'reconnect') throw error;
        failed = { event: next, at: next.revision - 1, error };
        break;
      }
      session.absorb(step);
      if (next.revision === emitted + 1) {
        cloudEvents.push(...stepCloudEvents);
        emitted = next.revision;
      }
      events.push(next);
    }
    return { events, documents: session.writes, cloudEvents, emitted, failed };
  }

  /** As many of the stream's next events as one span may have, or those up to the one that cannot be had. */
  async #nextSteps(
    request: SpanRequest,
    status: ProjectionStatus | undefined,
    wanted: number,
  ): Promise<readonly (RecordedEvent | FailedStep)[]> {
    const limit = limitOf(request);
    const steps: (RecordedEvent | FailedStep)[] = [];
    for await (const next of nextEvents(this.#eventStore, { request, status, wanted, limit })) {
      steps.push(next);
      if (steps.length === limit) break;
    }
    return steps;
  }

  /** A session on the documents as they are stored, for the writes of the event at `revision`. */
  openSession(revision: number): BufferedDocumentSession {
    const below = {
      get: (collection: string, id: string) => this.#documentsOf(collection).get(id),
      list: (place: EntitiesPlace) => this.#readModel.listDocuments(place),
    };
    return new BufferedDocumentSession(below, revision);
  }

  /** Tells one event, as the newest version of its type, to its projections, inside the mediator's behaviours. */
  async publish(
    stored: RecordedEvent,
    documents: BufferedDocumentSession,
    emit: (cloudEvent: CloudEventJson) => void,
  ): Promise<void> {
    const event = newestVersion(stored, this.#upcasters);
    this.#observer.reached('projecting', event);
    await this.#mediator.publish(event, { event, documents, emit });
    this.#observer.reached('projected', event);
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

function limitOf({ limit = MAX_SPAN_EVENTS }: SpanRequest): number {
  return limit;
}

/** A delivery that stands where another event was projected: the log is not the one that was projected. */
function impostorIn(
  { delivered }: SpanRequest,
  status: ProjectionStatus | undefined,
): RecordedEvent | undefined {
  if (status?.lastEventId === undefined || status.failure?.code === 'diverged') return undefined;
  return delivered.find(({ revision, id }) => revision === status.projected && id !== status.lastEventId);
}

/**
 * Up to which revision is to be applied. An aggregate that is set aside is left alone, unless the very event that failed is delivered again
 * (a replay of the parked message): then everything up to the end of its stream is wanted.
 */
function wantedRevision(
  status: ProjectionStatus | undefined,
  { delivered, upTo = NO_REVISION, isToEnd }: SpanRequest,
): number {
  if (isToEnd === true) return TO_END;
  const failure = status?.failure;
  if (failure === undefined) return Math.max(upTo, ...delivered.map((event) => event.revision));
  const isReplay =
    failure.code !== 'diverged' && delivered.some((event) => event.revision === failure.revision);
  return isReplay ? TO_END : NO_REVISION;
}
