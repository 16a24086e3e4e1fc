import {
  EventSourcedAggregateRequiredError,
  EventSourcingConfigurationError,
  StrictValidationViolationError,
} from '../errors.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { RaisedEvent, RevisedResponse } from './unit-of-work.ts';

/** How an {@link EventSourcedPersistenceOrchestrator} works. */
export interface PersistenceOptions {
  /** Where the events of types go that were not given a store of their own. */
  readonly defaultEventStore: Pick<EventStore, 'append'>;
  /**
   * `true` (the default): events of a type that nobody has registered are refused, so that none is lost by an oversight. `false`: they are
   * left out without a word, as those of a type that is not event-sourced.
   */
  readonly enforceRegistration?: boolean;
}

type Registration =
  | { readonly isEventSourced: true; readonly eventStore: Pick<EventStore, 'append'> }
  | { readonly isEventSourced: false };

/**
 * Stores the events of commands: all that a command raised by one append to one stream, before the command is answered. Which types of
 * aggregates are event-sourced is said once, at start.
 */
export class EventSourcedPersistenceOrchestrator {
  readonly #defaultEventStore: Pick<EventStore, 'append'>;
  readonly #enforceRegistration: boolean;
  readonly #registrations = new Map<string, Registration>();

  /** {@link EventSourcingConfigurationError} without an event store. */
  constructor({ defaultEventStore, enforceRegistration = true }: PersistenceOptions) {
    if (typeof defaultEventStore?.append !== 'function') {
      throw new EventSourcingConfigurationError(
        'Events need a place to go: give the orchestrator a defaultEventStore',
      );
    }
    this.#defaultEventStore = defaultEventStore;
    this.#enforceRegistration = enforceRegistration;
  }

  /** Says that the events of a type are stored, in the default store or in one of its own. */
  registerEventSourcedType(
    aggregateType: string,
    eventStore: Pick<EventStore, 'append'> = this.#defaultEventStore,
  ): this {
    return this.#register(aggregateType, { isEventSourced: true, eventStore });
  }

  /** Says that the events of a type are not stored, because its state is. */
  registerNonEventSourcedType(aggregateType: string): this {
    return this.#register(aggregateType, { isEventSourced: false });
  }

  /** Whether the events of a type are stored; `false` for one that nobody has registered. */
  isEventSourced(aggregateType: string): boolean {
    return this.#registrations.get(aggregateType)?.isEventSourced === true;
  }

  /** The types that were registered, either way. */
  get registeredTypes(): ReadonlySet<string> {
    return new Set(this.#registrations.keys());
  }

  /** Stores one event, see {@link persistEvents}. */
  async persistEvent(event: RaisedEvent, response?: RevisedResponse): Promise<void> {
    await this.persistEvents([event], response);
  }

  /**
   * Stores the events of a command, all of them or none, and sets the new revision in the command's answer. Events of types that are not
   * event-sourced are left out. Before anything is stored, {@link EventSourcedAggregateRequiredError} for a type that nobody has
   * registered, and {@link StrictValidationViolationError} for events of more than one stream: no append is atomic over two.
   */
  async persistEvents(events: readonly RaisedEvent[], response?: RevisedResponse): Promise<void> {
    const [first, ...rest] = events.filter(({ aggregateType }) => this.#isToBeStored(aggregateType));
    if (first === undefined) return;
    const stray = rest.find(({ stream }) => stream !== first.stream);
    if (stray !== undefined) throw twoStreams(first, stray);
    const { revision } = await this.#storeOf(first.aggregateType).append(
      first.stream,
      first.expectedRevision,
      [first, ...rest].map(({ event }) => event),
    );
    if (response !== undefined) response.revision = revision;
  }

  #register(aggregateType: string, registration: Registration): this {
    if (aggregateType.trim() === '') {
      throw new EventSourcingConfigurationError(
        'A type of aggregates needs a name: give the one in its AggregateType',
      );
    }
    const known = this.#registrations.get(aggregateType);
    if (known !== undefined && known.isEventSourced !== registration.isEventSourced) {
      throw new EventSourcingConfigurationError(
        `${aggregateType} is registered both as event-sourced and as not: decide for one of the two`,
      );
    }
    if (
      known?.isEventSourced &&
      registration.isEventSourced &&
      known.eventStore !== registration.eventStore
    ) {
      throw new EventSourcingConfigurationError(
        `${aggregateType} is registered with two event stores: its events can be in one only, so register it once`,
      );
    }
    this.#registrations.set(aggregateType, registration);
    return this;
  }

  #isToBeStored(aggregateType: string): boolean {
    const registration = this.#registrations.get(aggregateType);
    if (registration === undefined && this.#enforceRegistration) {
      throw new EventSourcedAggregateRequiredError(aggregateType);
    }
    return registration?.isEventSourced === true;
  }

  #storeOf(aggregateType: string): Pick<EventStore, 'append'> {
    const registration = this.#registrations.get(aggregateType);
    return registration?.isEventSourced === true ? registration.eventStore : this.#defaultEventStore;
  }
}

function twoStreams(first: RaisedEvent, stray: RaisedEvent): StrictValidationViolationError {
  return new StrictValidationViolationError({
    aggregateType: stray.aggregateType,
    eventType: stray.event.type,
    reason: `the same command also changes ${first.stream}, and two streams cannot be changed at once: let a saga send a second command`,
  });
}
