import { type EventDataType, eventData } from '@tools-provider/contracts';
import { EventProcessingError, type ReadPathContext } from '@tools-provider/event-sourcing';
import type { Behavior, EventMessage } from '@tools-provider/mediator';

/**
 * The behaviour that lets no event pass whose data are not what its type's published schema says: it is an {@link EventProcessingError}
 * (code `undecodable`) that names the first place. So neither a document nor a CloudEvent holds what readers are promised not to meet.
 */
export const wellFormedEvents: Behavior<EventMessage, ReadPathContext> = async (_, { event }, next) => {
  const parsed = eventData[event.type as EventDataType]?.safeParse(event.data);
  if (parsed?.success === false) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined ? '' : ` (/${issue.path.join('/')}: ${issue.message})`;
    const message = `Its data are not what ${event.type} holds${place}`;
    throw new EventProcessingError(message, event, {}, 'undecodable');
  }
  return await next();
};
