import { CodedError } from '@tools-provider/mediator';
import type { StateStoredEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';

/** Whom a {@link StateStoredRepository} tells of events: a mediator, as a rule. Rejects when somebody could not take notice of one. */
export interface EventPublisher {
  /** Resolves when everybody has taken notice of the event. */
  publish(event: StateStoredEvent, context: CommandContext): Promise<void>;
}

/**
 * An aggregate is stored, but these of its events were told to nobody, or not to everybody, and nothing will tell them again. Always a
 * `defect`, whatever the cause: what was stored must not be taken for a conflict and decided again.
 */
export class EventsNotPublishedError extends CodedError {
  readonly events: readonly StateStoredEvent[];

  constructor(events: readonly StateStoredEvent[], cause: unknown) {
    const names = events.map(({ type, stream, revision }) => `${type} (${stream} revision ${revision})`);
    super('defect', 'events-not-published', `Stored, but not published: ${names.join(', ')}`, { cause });
    this.events = events;
  }
}
