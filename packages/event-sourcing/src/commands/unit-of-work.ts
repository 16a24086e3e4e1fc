import type { EventToAppend } from '../aggregate/domain-event.ts';
import { EventSourcingConfigurationError, StrictValidationViolationError } from '../errors.ts';
import type { StateStore, StateWrite } from '../repository/state-store.ts';

/** An event on its way into the store, with the aggregate and the place in its stream that it was decided on. */
export interface RaisedEvent {
  /** The name of the aggregate's type: `tool-group`. */
  readonly aggregateType: string;
  readonly stream: string;
  /** The revision the stream must be at before the first of its events is appended; −1: it must not exist. */
  readonly expectedRevision: number;
  readonly event: EventToAppend;
}

/** A change of one aggregate that waits for the end of its unit of work. */
export interface EnlistedChange {
  readonly aggregateType: string;
  readonly events: readonly RaisedEvent[];
  /** The new state, where the aggregate is stored as its state. */
  readonly write?: StateWrite;
  /** Called once everything of the unit is stored. */
  settle(): Promise<void>;
  /** What to tell the sender when the store refuses the change. */
  explain(error: unknown): Promise<unknown>;
}

/** The part of a command's answer that is known only when everything is stored. */
export interface RevisedResponse {
  revision: number;
}

/**
 * What one command changes: gathered while its handler runs, stored whole at its end or not at all. A command changes one stream, or
 * any number of state-stored aggregates; it never writes both stores.
 */
export class UnitOfWork {
  readonly #stateStore: Pick<StateStore, 'save'> | undefined;
  readonly #changes: EnlistedChange[] = [];
  #demandsFreshReads = false;
  #hasCachedReads = false;
  #wasEmpty = false;

  /** `stateStore` stores what is not event-sourced; without one such a change is an {@link EventSourcingConfigurationError}. */
  constructor(stateStore?: Pick<StateStore, 'save'>) {
    this.#stateStore = stateStore;
  }

  /** True when repositories may answer from memory what the log need not be asked for. */
  get mayReadCached(): boolean {
    return !this.#demandsFreshReads;
  }

  /** True when something was decided on a state that was kept in memory, so that a refusal must be confirmed on a fresh read. */
  get hasCachedReads(): boolean {
    return this.#hasCachedReads;
  }

  /** True when it was committed without a change: the command's wish was fulfilled already. */
  get wasEmpty(): boolean {
    return this.#wasEmpty;
  }

  /** Everything that was raised, in order. */
  get events(): readonly RaisedEvent[] {
    return this.#changes.flatMap(({ events }) => events);
  }

  /** From now on repositories ask the store, whatever they remember. */
  demandFreshReads(): this {
    this.#demandsFreshReads = true;
    return this;
  }

  /** For repositories: a state was answered from memory. */
  noteCachedRead(): void {
    this.#hasCachedReads = true;
  }

  /** Keeps a change until {@link commit}. */
  enlist(change: EnlistedChange): void {
    this.#changes.push(change);
  }

  /**
   * Stores everything: events by `persistEvents`, states and their outbox messages in one transaction of the state store. A change of both
   * kinds in one unit is a {@link StrictValidationViolationError}, and nothing is stored.
   */
  async commit(
    persistEvents: (events: readonly RaisedEvent[]) => Promise<void>,
    response?: RevisedResponse,
  ): Promise<void> {
    if (this.#changes.length === 0) {
      this.#wasEmpty = true;
      return;
    }
    const writes = this.#changes.flatMap(({ write }) => (write === undefined ? [] : [write]));
    this.#refuseBothStores(writes);
    try {
      await persistEvents(this.events);
      if (writes.length > 0) await this.#storeFor(writes).save(writes);
    } catch (error) {
      throw await this.#explained(error);
    }
    const [write] = writes;
    if (response !== undefined && write !== undefined) response.revision = write.revision;
    for (const change of this.#changes.splice(0)) await change.settle();
  }

  /** Forgets everything. Nothing was stored yet, so there is nothing to undo. */
  rollback(): void {
    this.#changes.length = 0;
  }

  #refuseBothStores(writes: readonly StateWrite[]): void {
    const logged = this.#changes.find(({ events, write }) => write === undefined && events.length > 0);
    if (logged === undefined || writes.length === 0) return;
    throw new StrictValidationViolationError({
      aggregateType: logged.aggregateType,
      eventType: logged.events[0]?.event.type ?? '',
      reason: 'the same command also changes an aggregate that is stored as its state: send two commands',
    });
  }

  #storeFor(writes: readonly StateWrite[]): Pick<StateStore, 'save'> {
    if (this.#stateStore !== undefined) return this.#stateStore;
    throw new EventSourcingConfigurationError(
      `${writes[0]?.collection} is stored as state, and the unit of work has no state store: give it one`,
    );
  }

  async #explained(error: unknown): Promise<unknown> {
    let explained = error;
    for (const change of this.#changes) explained = await change.explain(explained);
    return explained;
  }
}
