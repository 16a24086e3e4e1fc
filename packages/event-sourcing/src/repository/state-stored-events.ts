import type { DomainEvent, StateStoredEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { type EventPlace, eventsToAppend } from './event-to-append.ts';

/** The events of a command as others are told of them. */
export function stateStoredEvents(
  events: readonly DomainEvent[],
  context: CommandContext,
  place: EventPlace,
): StateStoredEvent[] {
  const { stream, firstRevision } = place;
  return eventsToAppend(events, context, place).map((event, index) => ({
    ...event,
    stream,
    revision: firstRevision + index,
  }));
}
