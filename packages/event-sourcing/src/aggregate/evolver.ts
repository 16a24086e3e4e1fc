import { MissingEventHandlerError } from '@tools-provider/mediator';
import type { DomainEvent } from './domain-event.ts';

/** What each event type does to a state. A type that is missing is a type error. */
export type Evolvers<State, Event extends DomainEvent> = {
  readonly [E in Event as E['type']]: (state: State, data: E['data']) => State;
};

/** The state after an event. Pure; never refuses. */
export interface Evolve<State, Event extends DomainEvent> {
  (state: State, event: Event): State;
  /** The event types it knows, where it can tell. */
  readonly eventTypes?: readonly Event['type'][];
}

/** An {@link Evolve} that can tell which event types it knows. */
export type TellingEvolve<State, Event extends DomainEvent> = Evolve<State, Event> &
  Required<Pick<Evolve<State, Event>, 'eventTypes'>>;

/**
 * Makes the `evolve` of an aggregate. An event type it does not know is a {@link MissingEventHandlerError}: deciding on a state that leaves
 * an event out would be worse than not deciding.
 */
export function evolveBy<State, Event extends DomainEvent>(
  evolvers: Evolvers<State, Event>,
): TellingEvolve<State, Event> {
  const byType = new Map<string, (state: State, data: never) => State>(Object.entries(evolvers));
  const evolve = (state: State, event: Event) => {
    const evolver = byType.get(event.type);
    if (evolver === undefined) {
      throw new MissingEventHandlerError(
        `No state is known after the event type ${event.type}: give its aggregate an evolver for it`,
      );
    }
    return evolver(state, event.data as never);
  };
  return Object.assign(evolve, { eventTypes: [...byType.keys()] as Event['type'][] });
}
