import type { Upcasters } from '../aggregate/upcaster.ts';
import type { Saga, SagaEvent } from './saga.ts';

/**
 * A saga that is told events as the newest version of their type, however old they are. An upcaster that fails is a failing handler of that
 * event: it sets an instance aside, and stops nobody else.
 */
export function upcastingSaga(saga: Saga, upcasters: Upcasters): Saga {
  const older = [...upcasters.types].filter((type) => saga.eventTypes.has(upcasters.newestOf(type)));
  // Who is started is often said by the subject alone: data that cannot be read are then the failure of an instance, which has a place.
  const whenLookedAt = (event: SagaEvent): SagaEvent => ({
    ...event,
    type: upcasters.newestOf(event.type),
    get data() {
      return upcasters.upcast(event).data;
    },
  });
  return {
    ...saga,
    eventTypes: new Set([...saga.eventTypes, ...older]),
    instanceStartedBy: (event) => saga.instanceStartedBy(whenLookedAt(event)),
    onEvent: (state, event) => saga.onEvent(state, upcasters.upcast(event)),
  };
}
