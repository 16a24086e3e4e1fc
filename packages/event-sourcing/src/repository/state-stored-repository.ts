import { type AggregateRoot, type AggregateType, NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { DomainEvent, StateStoredEvent } from '../aggregate/domain-event.ts';
import { streamNaming } from '../aggregate/stream-name.ts';
import type { CommandContext, LoadContext } from '../commands/command-context.ts';
import type { RepeatedCommandError } from '../commands/repeated-command.ts';
import type { EnlistedAggregate, EnlistedChange } from '../commands/unit-of-work.ts';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { type EventPublisher, EventsNotPublishedError } from './event-publisher.ts';
import { alreadyExists, isGone, isRevisionConflict, notFound, staleRevision } from './refusals.ts';
import { type Novelty, Repository } from './repository.ts';
import type {
  MAX_REMEMBERED_COMMANDS,
  RememberedCommand,
  StateStore,
  StateWrite,
  StoredState,
} from './state-store.ts';
import { remembering, repetitionOf } from './state-stored-commands.ts';
import { stateStoredEvents } from './state-stored-events.ts';

/** How a {@link StateStoredRepository} works. */
export interface StateStoredRepositoryOptions {
  /** The collection of the state store that the aggregates are in. */
  readonly collection: string;
  /** Who is told of the events once they are stored; left out where nobody wants to know. */
  readonly publisher?: EventPublisher;
}

/**
 * Stores an aggregate as its state, at the revision it was loaded at; the revision grows with each event. The events exist in memory only:
 * they are told to the publisher, one by one and in order, after the state was stored. A process that dies in between, or a publisher that
 * fails ({@link EventsNotPublishedError}), leaves a state whose events nobody hears of. Where that may not be, use the
 * {@link OutboxStateStoredRepository}.
 *
 * A command that may be sent again, and has changed the aggregate before, gets its first answer again ({@link RepeatedCommandError}),
 * while it is among the last {@link MAX_REMEMBERED_COMMANDS}.
 */
export class StateStoredRepository<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
> extends Repository<Aggregate> {
  readonly #type: AggregateType<State, Event, Aggregate>;
  readonly #stateStore: StateStore;
  readonly #options: StateStoredRepositoryOptions;
  readonly #commands = new WeakMap<Aggregate, readonly RememberedCommand<State>[]>();

  constructor(
    type: AggregateType<State, Event, Aggregate>,
    stateStore: StateStore,
    options: StateStoredRepositoryOptions,
  ) {
    super();
    if (typeof stateStore?.save !== 'function' || !options?.collection) {
      throw new EventSourcingConfigurationError(
        `The repository of ${type.name} needs a state store and a collection: give it both`,
      );
    }
    this.#type = type;
    this.#stateStore = stateStore;
    this.#options = options;
  }

  override async get(id: string, context: LoadContext = {}): Promise<Aggregate> {
    const stored = await this.#load(id);
    const repetition = repetitionOf(stored, context);
    if (repetition !== undefined) throw repetition;
    const { state, revision } = stored;
    if (this.#type.isDeleted(state)) throw isGone(this.#type.name, id, revision);
    const expected = context.expectedRevision;
    if (expected !== undefined && expected !== revision) {
      throw staleRevision(this.#type.name, id, expected, { currentRevision: revision });
    }
    return this.#rehydrate(stored);
  }

  /** Like {@link get}, but answers a deleted aggregate too, for those who delete again. */
  async getEvenIfDeleted(id: string): Promise<Aggregate> {
    return this.#rehydrate(await this.#load(id));
  }

  protected override async persist(aggregate: Aggregate, context: CommandContext): Promise<number> {
    const write = this.#writeOf(aggregate, context);
    await this.#stateStore.save([write]);
    this.#commands.set(aggregate, write.commands);
    return write.revision;
  }

  protected override identify({ id }: Aggregate): Pick<EnlistedAggregate, 'aggregateType' | 'stream'> {
    const { category, name: aggregateType } = this.#type;
    return { aggregateType, stream: streamNaming(category).nameOf({ aggregate: aggregateType, id }) };
  }

  protected override changeOf(
    aggregate: Aggregate,
    context: CommandContext,
    settled: (revision: number) => Promise<void>,
  ): EnlistedChange {
    const { aggregateType } = this.identify(aggregate);
    const write = this.#writeOf(aggregate, context);
    return {
      events: this.#eventsOf(aggregate, aggregate.pendingEvents, context, write.expectedRevision).map(
        ({ stream, revision: _, ...event }) => ({
          aggregateType,
          stream,
          expectedRevision: write.expectedRevision,
          event,
        }),
      ),
      write,
      settle: async () => {
        this.#commands.set(aggregate, write.commands);
        await settled(write.revision);
      },
    };
  }

  /** The messages that are stored with the state: none. */
  protected messagesOf(_events: readonly StateStoredEvent[], _context: CommandContext): OutboxMessage[] {
    return [];
  }

  protected override async publishDomainEvents(
    events: readonly DomainEvent[],
    { unitOfWork: _, ...context }: CommandContext,
    aggregate: Aggregate,
  ): Promise<void> {
    const { publisher } = this.#options;
    if (publisher === undefined) return;
    const stored = this.#eventsOf(aggregate, events, context, aggregate.revision - events.length);
    for (const [index, event] of stored.entries()) {
      try {
        await publisher.publish(event, context);
      } catch (error) {
        throw new EventsNotPublishedError(stored.slice(index), error);
      }
    }
  }

  /**
   * The store refuses when somebody was faster. That may have been this very command, sent twice; else a new aggregate exists already, and
   * a changed one is at another revision than the sender has seen, if it said which.
   */
  protected override async explain(
    error: unknown,
    { id, revision }: Aggregate,
    context: CommandContext,
    { isNew }: Novelty,
  ): Promise<unknown> {
    if (!isRevisionConflict(error)) return error;
    const stored = await this.#find(id);
    // In a unit of several changes it was another one that lost its race.
    if ((stored?.revision ?? NO_REVISION) === revision) return error;
    const repetition = stored === undefined ? undefined : repetitionOf(stored, context);
    if (repetition !== undefined) return repetition;
    if (isNew) return alreadyExists(this.#type.name, id, error);
    const { expectedRevision } = context;
    return expectedRevision === undefined
      ? error
      : staleRevision(this.#type.name, id, expectedRevision, error);
  }

  #find(id: string): Promise<StoredState<State> | undefined> {
    return this.#stateStore.load<State>(this.#options.collection, id);
  }

  async #load(id: string): Promise<StoredState<State>> {
    const stored = await this.#find(id);
    if (stored === undefined) throw notFound(this.#type.name, id);
    return stored;
  }

  #rehydrate({ id, state, revision, commands }: StoredState<State>): Aggregate {
    const aggregate = this.#type.rehydrate(id, state, revision);
    this.#commands.set(aggregate, commands);
    return aggregate;
  }

  #writeOf(aggregate: Aggregate, context: CommandContext): StateWrite<State> {
    const { id, state, pendingEvents, revision: expectedRevision } = aggregate;
    const revision = expectedRevision + pendingEvents.length;
    const events = this.#eventsOf(aggregate, pendingEvents, context, expectedRevision);
    return {
      collection: this.#options.collection,
      id,
      expectedRevision,
      revision,
      state,
      commands: remembering(this.#commands.get(aggregate) ?? [], context, { revision, state }),
      messages: this.messagesOf(events, context),
    };
  }

  #eventsOf(
    aggregate: Aggregate,
    events: readonly DomainEvent[],
    context: CommandContext,
    revisionBefore: number,
  ): StateStoredEvent[] {
    const { stream } = this.identify(aggregate);
    return stateStoredEvents(events, context, { stream, firstRevision: revisionBefore + 1 });
  }
}
