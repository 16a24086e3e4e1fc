import type { DomainEvent } from '../aggregate/domain-event.ts';
import type { CommandContext, LoadContext } from '../commands/command-context.ts';
import type { EnlistedAggregate, EnlistedChange } from '../commands/unit-of-work.ts';

/** What a repository has to know of an aggregate to store it. */
export interface StorableAggregate {
  readonly id: string;
  readonly revision: number;
  readonly pendingEvents: readonly DomainEvent[];
  /** The pending events are stored, the last one at `revision`. */
  markPersisted(revision: number): void;
}

/** Whether an aggregate is stored for the first time. */
export interface Novelty {
  readonly isNew: boolean;
}

/**
 * What every repository does when it stores an aggregate, in this order: persist, clear the pending events, publish.
 * How each step is done is the subclass's; an aggregate without pending events is stored by doing nothing. Inside a unit of work the
 * change is only enlisted, and the same steps follow when the unit is committed.
 */
export abstract class Repository<Aggregate extends StorableAggregate> {
  /**
   * Loads an aggregate. `not-found` if it never existed, `gone` if it was deleted, `conflict` (code `stale-revision`) if it is not at
   * the revision the context expects; any other failure is thrown as it is.
   */
  abstract get(id: string, context?: LoadContext): Promise<Aggregate>;

  /** Stores a new aggregate. `conflict` if one with its id exists. */
  async add(aggregate: Aggregate, context: CommandContext): Promise<void> {
    await this.#store(aggregate, context, { isNew: true });
  }

  /** Stores what was changed. `conflict` if somebody else stored the aggregate since it was loaded. */
  async update(aggregate: Aggregate, context: CommandContext): Promise<void> {
    await this.#store(aggregate, context, { isNew: false });
  }

  /** Makes the pending events durable and answers the new revision. */
  protected abstract persist(aggregate: Aggregate, context: CommandContext): Promise<number>;

  /** Tells others of events that have just been stored; the aggregate is at the revision of the last of them. */
  protected abstract publishDomainEvents(
    events: readonly DomainEvent[],
    context: CommandContext,
    aggregate: Aggregate,
  ): Promise<void>;

  /** Of which type an aggregate is, and which stream it stands for. */
  protected abstract identify(aggregate: Aggregate): Pick<EnlistedAggregate, 'aggregateType' | 'stream'>;

  /** The change as a unit of work stores it; `settled` is to be called by its `settle`, with the new revision. */
  protected abstract changeOf(
    aggregate: Aggregate,
    context: CommandContext,
    settled: (revision: number) => Promise<void>,
  ): EnlistedChange;

  /** The error to throw when the store has refused to store an aggregate. */
  protected async explain(
    error: unknown,
    _aggregate: Aggregate,
    _context: CommandContext,
    _novelty: Novelty,
  ): Promise<unknown> {
    return error;
  }

  async #store(aggregate: Aggregate, context: CommandContext, novelty: Novelty): Promise<void> {
    const explain = (error: unknown) => this.explain(error, aggregate, context, novelty);
    if (context.unitOfWork !== undefined) {
      const change = () => this.#changeOf(aggregate, context);
      context.unitOfWork.enlist({ ...this.identify(aggregate), aggregate, change, explain });
      return;
    }
    if (aggregate.pendingEvents.length === 0) return;
    const settle = this.#settling(aggregate, context);
    await settle(await this.#persisted(aggregate, context, explain));
  }

  #changeOf(aggregate: Aggregate, context: CommandContext): EnlistedChange | undefined {
    if (aggregate.pendingEvents.length === 0) return undefined;
    return this.changeOf(aggregate, context, this.#settling(aggregate, context));
  }

  /** What follows when the events that are pending now are stored. */
  #settling(aggregate: Aggregate, context: CommandContext): (revision: number) => Promise<void> {
    const events = aggregate.pendingEvents;
    return async (revision) => {
      aggregate.markPersisted(revision);
      await this.publishDomainEvents(events, context, aggregate);
    };
  }

  async #persisted(
    aggregate: Aggregate,
    context: CommandContext,
    explain: (error: unknown) => Promise<unknown>,
  ): Promise<number> {
    try {
      return await this.persist(aggregate, context);
    } catch (error) {
      throw await explain(error);
    }
  }
}
