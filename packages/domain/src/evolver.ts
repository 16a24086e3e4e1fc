import type { DomainEvent } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

/** What each event type does to a state. A type that is missing is a type error. */
export type Evolvers<State, Event extends DomainEvent> = {
  readonly [E in Event as E['type']]: (state: State, data: E['data']) => State;
};

/**
 * Makes the `evolve` of an aggregate. An event type it does not know is a `defect` (code `unknown-event-type`): deciding on a state
 * that leaves an event out would be worse than not deciding.
 */
export function evolveBy<State, Event extends DomainEvent>(
  evolvers: Evolvers<State, Event>,
): (state: State, event: Event) => State {
  const byType = new Map<string, (state: State, data: never) => State>(Object.entries(evolvers));
  return (state, event) => {
    const evolver = byType.get(event.type);
    if (evolver === undefined) {
      throw new CodedError(
        'defect',
        'unknown-event-type',
        `No state is known after event type ${event.type}`,
      );
    }
    return evolver(state, event.data as never);
  };
}
