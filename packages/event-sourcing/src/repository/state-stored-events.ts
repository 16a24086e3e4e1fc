import { derivedId } from '../aggregate/derived-id.ts';
import type { DomainEvent, StateStoredEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { eventsToAppend } from './event-to-append.ts';

/** Where events come to stand. */
export interface EventPlace {
  readonly stream: string;
  /** The revision of the first of them. */
  readonly firstRevision: number;
}

/**
 * The events of a command as others are told of them. The ids are derived from the command, the stream and the revision: one command may
 * change several aggregates, and an exact repetition gives the same ids.
 */
export function stateStoredEvents(
  events: readonly DomainEvent[],
  context: CommandContext,
  { stream, firstRevision }: EventPlace,
): StateStoredEvent[] {
  return eventsToAppend(events, context).map(({ id, type, data, metadata }, index) => {
    const revision = firstRevision + index;
    return { id: derivedId(id, `${stream}@${revision}`), type, data, metadata, stream, revision };
  });
}
