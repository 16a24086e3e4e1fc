import type { DomainEvent } from './domain-event.ts';
import type { Evolve } from './evolver.ts';

/** The revision of an aggregate of which nothing is stored yet. */
export const NO_REVISION = -1;

/** What the framework has to know of one type of aggregate. */
export interface AggregateType<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
> {
  /** The category its streams belong to, without a dash. */
  readonly category: string;
  /** The name in stream names and URLs: `tool-group`. */
  readonly name: string;
  readonly initial: State;
  /** Every event type that {@link evolve} knows. */
  readonly eventTypes: readonly Event['type'][];
  /** The state after an event. Pure; never refuses. */
  readonly evolve: Evolve<State, Event>;
  /** An aggregate with a state that was folded from its stream. */
  readonly rehydrate: (id: string, state: State, revision: number) => Aggregate;
  readonly isDeleted: (state: State) => boolean;
  /** The class of its aggregates, where a mark such as {@link nonEventSourced} is to be heeded. */
  readonly aggregateClass?: { readonly prototype: object };
}

/**
 * An aggregate: methods check rules and {@link raise} events; the state is what the pure `evolve` makes of them.
 * It publishes nothing and stores nothing; a repository does.
 */
export abstract class AggregateRoot<State, Event extends DomainEvent> {
  readonly id: string;
  readonly #evolve: (state: State, event: Event) => State;
  #state: State;
  #revision: number;
  #pendingEvents: readonly Event[] = [];

  protected constructor(
    evolve: (state: State, event: Event) => State,
    id: string,
    state: State,
    revision: number = NO_REVISION,
  ) {
    this.id = id;
    this.#evolve = evolve;
    this.#state = state;
    this.#revision = revision;
  }

  /** The state after all events, stored and pending. */
  get state(): State {
    return this.#state;
  }

  /** The revision of the last stored event, {@link NO_REVISION} before the first. Pending events do not count. */
  get revision(): number {
    return this.#revision;
  }

  /** The events raised since the aggregate was last stored, in order. */
  get pendingEvents(): readonly Event[] {
    return this.#pendingEvents;
  }

  /** Called by the repository after an append succeeded, and only then: a failed append keeps the pending events. */
  markPersisted(revision: number): void {
    this.#revision = revision;
    this.#pendingEvents = [];
  }

  /** Says that something happened: the state is what `evolve` makes of it at once; the event is stored with the next update. */
  protected raise(event: Event): void {
    this.#state = this.#evolve(this.#state, event);
    this.#pendingEvents = [...this.#pendingEvents, event];
  }
}
