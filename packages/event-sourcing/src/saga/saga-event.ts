import type { FeedEvent } from '../read-side/feed.ts';
import type { Saga, SagaEvent } from './saga.ts';
import type { SagaInstance } from './saga-instance.ts';

/** Makes an event of the feed what sagas are told; `undefined` for one of a type that does not begin with the product's prefix. */
export function toSagaEvent(event: FeedEvent, typePrefix: string): SagaEvent | undefined {
  if (!event.type.startsWith(typePrefix)) return undefined;
  const { id, subject, sequence, time, correlationid, traceparent, data } = event;
  return {
    id,
    type: event.type.slice(typePrefix.length),
    data,
    subject,
    time: momentOf(time),
    sequence: Number(sequence),
    correlationId: typeof correlationid === 'string' ? correlationid : id,
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
  };
}

/** Whether an event is to be told to an instance: it was started by it, or follows its subject, and has not been told it yet. */
export function isTold(saga: Saga, instance: SagaInstance, event: SagaEvent): boolean {
  if (instance.isDone || event.sequence <= instance.lastSequence || !saga.eventTypes.has(event.type)) {
    return false;
  }
  try {
    const started = saga.instanceStartedBy(event);
    return started === undefined ? instance.follows.includes(event.subject) : started === instance.id;
  } catch {
    // Nobody can say whose event it is: it is set aside under its own id.
    return false;
  }
}

/** Times are compared as text, so all of them are in UTC with milliseconds. */
function momentOf(time: unknown): string {
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
