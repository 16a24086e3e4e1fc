import { randomUUID } from 'node:crypto';
import {
  type CategorySubscription,
  type CloudEventJson,
  DomainEventCloudEventBehavior,
  EventSourcedRepository,
  ReadModelReconciliator,
  type ReadModelStore,
  type ReadPathContext,
  type ReconciliatorOptions,
  type RecordedEvent,
  registerProjection,
} from '@tools-provider/event-sourcing';
import {
  InMemoryCategorySubscription,
  InMemoryEventStore,
  InMemoryReadModel,
  newCommandContext,
} from '@tools-provider/event-sourcing/testing';
import { Mediator } from '@tools-provider/mediator';
import { Counter, type CounterEvent, counterType, streamOf } from './counter.ts';

/** The document of a counter; its id is the stream's name. */
export interface CounterDocument {
  readonly id: string;
  readonly counts: readonly number[];
}

/** No projection can digest this, as long as there is poison and it is the poison. */
export const POISON = 13;

/** As many counts as one command may make; they add up to nothing. */
export const ONES: readonly number[] = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? 1 : -1));

/** Counters, and everything between them and their documents, in memory. */
export class CountedPipeline {
  readonly eventStore = new InMemoryEventStore();
  readonly subscription = new InMemoryCategorySubscription(this.eventStore, 'tools_provider');
  readonly readModel = new InMemoryReadModel();
  readonly counters = new EventSourcedRepository(counterType, this.eventStore);
  readonly reconciliators: ReadModelReconciliator[] = [];
  readonly warnings: string[] = [];
  isPoison = true;
  poison = POISON;

  /** A reconciliator that ships, not started. */
  reconciliator(
    options: Partial<ReconciliatorOptions> & {
      readModel?: ReadModelStore;
      subscription?: CategorySubscription;
    } = {},
  ): ReadModelReconciliator {
    const reconciliator = new ReadModelReconciliator({
      mediator: this.#readPath(),
      eventStore: this.eventStore,
      subscription: this.subscription,
      readModel: this.readModel,
      retry: { attempts: 3, baseMs: 1, maxMs: 2 },
      log: { info: () => undefined, warn: (_, message) => this.warnings.push(message) },
      ...options,
    });
    this.reconciliators.push(reconciliator);
    return reconciliator;
  }

  /** Starts a reconciliator that ships. */
  async reconcile(options: Partial<ReconciliatorOptions> = {}): Promise<ReadModelReconciliator> {
    const reconciliator = this.reconciliator(options);
    await reconciliator.start();
    return reconciliator;
  }

  /** Stops every reconciliator. */
  async stop(): Promise<void> {
    await Promise.all(this.reconciliators.map((reconciliator) => reconciliator.stop()));
  }

  /** Counts, each time by a command of its own; answers the stream. */
  async count(by: readonly number[], id: string = randomUUID()): Promise<string> {
    const [first = 0, ...more] = by;
    const counter = Counter.of(id);
    counter.count(first);
    await this.counters.add(counter, newCommandContext());
    for (const next of more) await this.countOn(id, next);
    return streamOf(id);
  }

  /** Counts on, by one command. */
  async countOn(id: string, ...by: readonly number[]): Promise<void> {
    const counter = await this.counters.get(id);
    for (const one of by) counter.count(one);
    await this.counters.update(counter, newCommandContext());
  }

  /** Looks at a stream's status each time that the read model tells of a change, until it is as wanted. */
  async until(stream: string, isReached: (projected: number, isSetAside: boolean) => boolean): Promise<void> {
    const ended = new AbortController();
    const look = async () => {
      const status = await this.statusOf(stream);
      if (isReached(status?.projected ?? -1, status?.failure !== undefined)) ended.abort();
    };
    await this.readModel.signals.follow({ onOpen: look, onProjected: look }, { signal: ended.signal });
  }

  /** Resolves when each stream is projected up to the revision. */
  async untilProjected(streams: readonly string[], head: number): Promise<void> {
    for (const stream of streams) await this.until(stream, (projected) => projected >= head);
  }

  async statusOf(stream: string) {
    return (await this.readModel.loadStatuses([stream])).get(stream);
  }

  /** What the document of a counter says; `undefined`: there is none. */
  async countsOf(stream: string): Promise<readonly number[] | undefined> {
    return (await this.readModel.documents.get<CounterDocument>('counters', stream))?.counts;
  }

  /** The revisions that the feed tells of a stream, in its order. */
  async toldOf(stream: string): Promise<readonly number[]> {
    const { events } = await this.readModel.feed.page({ after: 0, limit: 500, subject: stream });
    return events.map(({ revision }) => revision);
  }

  /** The CloudEvent of an event. */
  readonly cloudEventOf = ({ id, type, stream, revision, data }: RecordedEvent): CloudEventJson => ({
    id,
    type,
    source: 'test',
    subject: stream,
    revision,
    data,
  });

  #readPath(): Mediator<never, ReadPathContext> {
    const cloudEvents = new DomainEventCloudEventBehavior(this.cloudEventOf);
    const mediator = new Mediator<never, ReadPathContext>({ event: [cloudEvents.behavior] });
    registerProjection<never, CounterDocument, CounterEvent>(
      mediator,
      {
        collection: 'counters',
        eventTypes: counterType.eventTypes,
        createdBy: 'counter.counted.v1',
        project: (document, { type, data }, id) => {
          if (type === 'counter.ended.v1') return undefined;
          if (this.isPoison && data.by === this.poison) throw new Error('no projection can digest this');
          return { id, counts: [...(document?.counts ?? []), data.by] };
        },
      },
      ({ stream }) => stream,
    );
    return mediator;
  }
}
