import type { Behavior, EventMessage } from '@tools-provider/mediator';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { CloudEventJson, ReadPathContext } from './projection.ts';

/**
 * The behaviour that turns each domain event into one CloudEvent, after all its projections succeeded; a failing projection emits
 * none. The CloudEvent is stored with the documents, so neither exists without the other.
 */
export class DomainEventCloudEventBehavior {
  readonly #convert: (event: RecordedEvent) => CloudEventJson;

  constructor(convert: (event: RecordedEvent) => CloudEventJson) {
    this.#convert = convert;
  }

  /** The function to give to the mediator. */
  readonly behavior: Behavior<EventMessage, ReadPathContext> = async (_, { event, emit }, next) => {
    await next();
    emit(this.#convert(event));
  };

  /** The CloudEvent of an event, whether or not anything was projected of it. */
  cloudEventOf(event: RecordedEvent): CloudEventJson {
    return this.#convert(event);
  }
}
