import type { AggregateRoot } from '../aggregate/aggregate-root.ts';
import type { DomainEvent, StateStoredEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import { StateStoredRepository } from './state-stored-repository.ts';

/**
 * Stores an aggregate as its state, and with it, in the same transaction, a message for each event: no event is lost, wherever the process
 * dies. It is made like the {@link StateStoredRepository}, but its publisher, if it has one, hears of events from the {@link OutboxWorker}.
 */
export class OutboxStateStoredRepository<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
> extends StateStoredRepository<State, Event, Aggregate> {
  protected override messagesOf(
    events: readonly StateStoredEvent[],
    { occurredAt }: CommandContext,
  ): OutboxMessage[] {
    return events.map((event) => ({
      id: event.id,
      subject: event.stream,
      revision: event.revision,
      event,
      status: 'pending',
      attempts: 0,
      nextAttemptAt: occurredAt,
      createdAt: occurredAt,
    }));
  }

  /**
   * Does nothing, on purpose. The events are in the outbox already, stored with the state, and the {@link OutboxWorker} publishes every
   * message of the outbox. Publishing here too would tell everything twice.
   */
  protected override async publishDomainEvents(): Promise<void> {}
}
