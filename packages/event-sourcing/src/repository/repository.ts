import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';

/** The part of a command's context that says which revision its sender has seen. */
export type ExpectedRevision = Pick<CommandContext, 'expectedRevision'>;

/** What a repository has to know of an aggregate to store it. */
export interface StorableAggregate {
  readonly id: string;
  readonly revision: number;
  readonly pendingEvents: readonly DomainEvent[];
  markPersisted(revision: number): void;
}

/**
 * What every repository does when it stores an aggregate, in this order: persist, clear the pending events, publish.
 * How each step is done is the subclass's; an aggregate without pending events is stored by doing nothing.
 */
export abstract class Repository<Aggregate extends StorableAggregate> {
  /**
   * Loads an aggregate. `not-found` if it never existed, `gone` if it was deleted, `conflict` (code `stale-revision`) if it is not at
   * the revision the context expects; any other failure is thrown as it is.
   */
  abstract get(id: string, context?: ExpectedRevision): Promise<Aggregate>;

  /** Stores a new aggregate. `conflict` if one with its id exists. */
  async add(aggregate: Aggregate, context: CommandContext): Promise<void> {
    await this.#store(aggregate, context);
  }

  /** Stores what was changed. `conflict` if somebody else stored the aggregate since it was loaded. */
  async update(aggregate: Aggregate, context: CommandContext): Promise<void> {
    await this.#store(aggregate, context);
  }

  /** Makes the pending events durable and answers the new revision. */
  protected abstract persist(aggregate: Aggregate, context: CommandContext): Promise<number>;

  /** Tells others of events that have just been stored. */
  protected abstract publishDomainEvents(
    events: readonly DomainEvent[],
    context: CommandContext,
  ): Promise<void>;

  async #store(aggregate: Aggregate, context: CommandContext): Promise<void> {
    const events = aggregate.pendingEvents;
    if (events.length === 0) return;
    const revision = await this.persist(aggregate, context);
    aggregate.markPersisted(revision);
    await this.publishDomainEvents(events, context);
  }
}
