import { CodedError, isCoded } from '@tools-provider/mediator';
import { type AggregateRoot, type AggregateType, NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { DomainEvent, EventToAppend, RecordedEvent } from '../aggregate/domain-event.ts';
import { type StreamNaming, streamNaming } from '../aggregate/stream-name.ts';
import type { CommandContext, LoadContext } from '../commands/command-context.ts';
import { refuseNonEventSourced } from '../commands/non-event-sourced.ts';
import { commandIdReused, RepeatedCommandError } from '../commands/repeated-command.ts';
import type { EnlistedAggregate, EnlistedChange } from '../commands/unit-of-work.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import { AggregateCache } from './aggregate-cache.ts';
import type { EventStore, ReadRange } from './event-store.ts';
import { eventsToAppend } from './event-to-append.ts';
import { FoldedStream } from './folded-stream.ts';
import { alreadyExists, isGone, isRevisionConflict, notFound, staleRevision } from './refusals.ts';
import { type Novelty, Repository } from './repository.ts';

/** How an {@link EventSourcedRepository} works. */
export interface EventSourcedRepositoryOptions {
  /** How many folded streams are kept in memory for commands that run in a unit of work; 0: none. */
  readonly cachedAggregates?: number;
}

const DEFAULT_CACHED_AGGREGATES = 1_000;

/**
 * Stores an aggregate as the stream of its events: one atomic append a command, at the revision it was loaded at.
 *
 * A command that has added to the stream before gets its first answer again ({@link RepeatedCommandError}), whatever else is wrong with it
 * by now.
 */
export class EventSourcedRepository<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
> extends Repository<Aggregate> {
  readonly #type: AggregateType<State, Event, Aggregate>;
  readonly #eventStore: EventStore;
  readonly #naming: StreamNaming;
  readonly #cache: AggregateCache<FoldedStream<State, Event>>;

  constructor(
    type: AggregateType<State, Event, Aggregate>,
    eventStore: EventStore,
    { cachedAggregates = DEFAULT_CACHED_AGGREGATES }: EventSourcedRepositoryOptions = {},
  ) {
    super();
    refuseNonEventSourced(type);
    refuseUnusable(type.name, eventStore, cachedAggregates);
    this.#type = type;
    this.#eventStore = eventStore;
    this.#naming = streamNaming(type.category);
    this.#cache = new AggregateCache(cachedAggregates);
  }

  override async get(id: string, context: LoadContext = {}): Promise<Aggregate> {
    const folded = await this.#load(id, context);
    await this.#refuseIfRepeated(id, folded, context);
    const { state, revision } = folded;
    if (this.#type.isDeleted(state)) throw isGone(this.#type.name, id, revision);
    const expected = context.expectedRevision;
    if (expected !== undefined && expected !== revision) {
      throw staleRevision(this.#type.name, id, expected, { currentRevision: revision });
    }
    return this.#type.rehydrate(id, state, revision);
  }

  /** Stores a new aggregate. `conflict` (code `<aggregate>-already-exists`) if its id is taken: no retry can help. */
  override async add(aggregate: Aggregate, context: CommandContext): Promise<void> {
    if (context.requestHash !== undefined) await this.#refuseIfAdded(aggregate.id, context);
    await super.add(aggregate, context);
  }

  /** Like {@link get}, but answers a deleted aggregate too, for those who delete again. */
  async getEvenIfDeleted(id: string): Promise<Aggregate> {
    const { state, revision } = await this.#fold(id);
    return this.#type.rehydrate(id, state, revision);
  }

  protected override async persist(aggregate: Aggregate, context: CommandContext): Promise<number> {
    const stream = this.#streamOf(aggregate.id);
    const events = this.#eventsOf(aggregate, context);
    const { revision } = await this.#eventStore.append(stream, aggregate.revision, events);
    return revision;
  }

  protected override identify({ id }: Aggregate): Pick<EnlistedAggregate, 'aggregateType' | 'stream'> {
    return { aggregateType: this.#type.name, stream: this.#streamOf(id) };
  }

  protected override changeOf(
    aggregate: Aggregate,
    context: CommandContext,
    settled: (revision: number) => Promise<void>,
  ): EnlistedChange {
    const { aggregateType, stream } = this.identify(aggregate);
    const { revision: expectedRevision, state } = aggregate;
    const events = this.#eventsOf(aggregate, context);
    return {
      events: events.map((event) => ({
        aggregateType,
        stream,
        expectedRevision,
        event,
      })),
      settle: async () => {
        const revision = expectedRevision + events.length;
        this.#keep(stream, expectedRevision, { state, revision }, context);
        await settled(revision);
      },
    };
  }

  /**
   * Does nothing, on purpose. The events are in the log already, and the reconciliator publishes every event of the log to the
   * projections and to the CloudEvents feed. Publishing here too would tell everything twice.
   */
  protected override async publishDomainEvents(): Promise<void> {}

  /**
   * Somebody who was faster makes a new aggregate one that exists already, and a changed one, for a sender that said which revision it has
   * seen, the same `stale-revision` as from {@link get}: when the other one came is no difference to it.
   */
  protected override async explain(
    error: unknown,
    { id }: Aggregate,
    context: CommandContext,
    { isNew }: Novelty,
  ): Promise<unknown> {
    this.#cache.delete(this.#streamOf(id));
    if (!isRevisionConflict(error)) return error;
    if (isNew) return alreadyExists(this.#type.name, id, error);
    const { expectedRevision } = context;
    return expectedRevision === undefined
      ? error
      : staleRevision(this.#type.name, id, expectedRevision, error);
  }

  #eventsOf(aggregate: Aggregate, context: CommandContext): EventToAppend[] {
    refuseNonEventSourced(this.#type, aggregate);
    const stream = this.#streamOf(aggregate.id);
    return eventsToAppend(aggregate.pendingEvents, context, {
      stream,
      firstRevision: aggregate.revision + 1,
    });
  }

  async #load(id: string, { unitOfWork, requestHash, commandId }: LoadContext) {
    const stream = this.#streamOf(id);
    const cached = unitOfWork?.mayReadCached === true ? this.#cache.get(stream) : undefined;
    const isKnown = commandId !== undefined && cached?.command(commandId) !== undefined;
    if (cached !== undefined && (requestHash === undefined || isKnown)) {
      unitOfWork?.noteCachedRead();
      return cached;
    }
    // A key that is not known here may have been used by way of another process: the rest of the log can tell.
    if (cached !== undefined) return await this.#caughtUp(id, cached);
    const folded = await this.#fold(id);
    if (unitOfWork !== undefined) this.#cache.set(stream, folded);
    return folded;
  }

  /** A fold that was kept, with what has come since. */
  async #caughtUp(id: string, folded: FoldedStream<State, Event>): Promise<FoldedStream<State, Event>> {
    for await (const event of this.#read(id, { from: folded.revision + 1 })) folded.apply(event);
    return folded;
  }

  async #fold(id: string, upTo = Number.MAX_SAFE_INTEGER): Promise<FoldedStream<State, Event>> {
    const folded = new FoldedStream<State, Event>(this.#type.initial, this.#type.evolve);
    const range = upTo === Number.MAX_SAFE_INTEGER ? {} : { limit: upTo + 1 };
    for await (const event of this.#read(id, range)) folded.apply(event);
    return folded;
  }

  async *#read(id: string, range: ReadRange): AsyncIterable<RecordedEvent> {
    try {
      yield* this.#eventStore.read(this.#streamOf(id), range);
    } catch (error) {
      if (isCoded(error) && error.code === 'stream-not-found') throw notFound(this.#type.name, id, error);
      throw error;
    }
  }

  async #refuseIfAdded(id: string, context: CommandContext): Promise<void> {
    try {
      await this.#refuseIfRepeated(id, await this.#fold(id), context);
    } catch (error) {
      if (!(error instanceof CodedError) || error.kind !== 'not-found') throw error;
    }
  }

  async #refuseIfRepeated(
    id: string,
    folded: FoldedStream<State, Event>,
    { commandId, requestHash }: LoadContext,
  ): Promise<void> {
    const known = commandId === undefined ? undefined : folded.command(commandId);
    if (known === undefined) return;
    if (known.requestHash !== requestHash) throw commandIdReused();
    const { revision } = known;
    const { state } = revision === folded.revision ? folded : await this.#fold(id, revision);
    throw new RepeatedCommandError({ id, revision, state });
  }

  /** Keeps the state after a command, unless another command has been kept meanwhile. */
  #keep(
    stream: string,
    expectedRevision: number,
    after: { readonly state: State; readonly revision: number },
    context: CommandContext,
  ): void {
    const isNew = expectedRevision === NO_REVISION;
    const kept = isNew
      ? new FoldedStream<State, Event>(this.#type.initial, this.#type.evolve)
      : this.#cache.get(stream);
    if (kept === undefined || kept.revision !== expectedRevision) return;
    kept.advance(after.state, after.revision, context);
    if (isNew) this.#cache.set(stream, kept);
  }

  #streamOf(id: string): string {
    return this.#naming.nameOf({ aggregate: this.#type.name, id });
  }
}

function refuseUnusable(name: string, eventStore: EventStore, cachedAggregates: number): void {
  if (typeof eventStore?.append !== 'function' || typeof eventStore.read !== 'function') {
    throw new EventSourcingConfigurationError(`The repository of ${name} needs an event store: give it one`);
  }
  if (Number.isInteger(cachedAggregates) && cachedAggregates >= 0) return;
  throw new EventSourcingConfigurationError(
    `cachedAggregates of ${name} is ${cachedAggregates}: give a whole number from 0`,
  );
}
