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

/** An aggregate that was handed to its repository inside a unit of work. What of it is stored is asked for when the unit ends. */
export interface EnlistedAggregate {
  readonly aggregateType: string;
  /** The aggregate itself: stored once, however often it is handed over. */
  readonly aggregate: object;
  /** Which aggregate it stands for. */
  readonly stream: string;
  /** What is to be stored; `undefined` when nothing was raised. */
  change(): EnlistedChange | undefined;
  /** What to tell the sender when the store refuses the change. */
  explain(error: unknown): Promise<unknown>;
}

/** What is to be stored of one aggregate. */
export interface EnlistedChange {
  readonly events: readonly RaisedEvent[];
  /** The new state, where the aggregate is stored as its state. */
  readonly write?: StateWrite;
  /** Called once everything of the unit is stored. */
  settle(): Promise<void>;
}

/** The part of a command's answer that is known only when everything is stored. */
export interface RevisedResponse {
  revision: number;
}

/** Who stores events, and knows which types of aggregates have theirs stored; the orchestrator is one. */
export interface EventPersistence {
  /** Stores all events that are to be stored, or nothing, and sets the new revision in the answer. */
  persistEvents(events: readonly RaisedEvent[], response?: RevisedResponse): Promise<void>;
  /** Whether the events of a type are stored. */
  isEventSourced(aggregateType: string): boolean;
  /** The types of which it was said, either way. */
  readonly registeredTypes: ReadonlySet<string>;
}

/** A change, and whose it is. */
type Change = EnlistedAggregate & EnlistedChange;

/**
 * What one command changes: gathered while its handler runs, stored whole at its end or not at all. A command changes one stream, or
 * any number of state-stored aggregates; it never writes both stores. An aggregate that was handed over is stored as it is when the handler
 * ends.
 */
export class UnitOfWork {
  readonly #stateStore: Pick<StateStore, 'save'> | undefined;
  readonly #enlisted: EnlistedAggregate[] = [];
  #demandsFreshReads = false;
  #hasCachedReads = false;
  #wasEmpty = false;
  #isOver = false;

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

  /** From now on repositories ask the store, whatever they remember. */
  demandFreshReads(): this {
    this.#demandsFreshReads = true;
    return this;
  }

  /** For repositories: a state was answered from memory. */
  noteCachedRead(): void {
    this.#hasCachedReads = true;
  }

  /**
   * Keeps an aggregate until {@link commit}. A {@link StrictValidationViolationError} for a second object that stands for the same aggregate,
   * since neither knows what the other has raised, and for one that comes when the command has ended, since it would be lost.
   */
  enlist(enlisted: EnlistedAggregate): void {
    const { aggregateType, aggregate, stream } = enlisted;
    const refuse = (reason: string) => {
      throw new StrictValidationViolationError({ aggregateType, eventType: 'An event', reason });
    };
    if (this.#isOver) refuse(`${stream} was changed after its command had ended: await add() and update()`);
    const known = this.#enlisted.find((each) => each.stream === stream);
    // One that was handed over before is known by what was said then: whether it is new.
    if (known?.aggregate === aggregate) return;
    if (known !== undefined) refuse(`the command has loaded ${stream} twice and changed both: load it once`);
    this.#enlisted.push(enlisted);
  }

  /**
   * Stores everything: events by the orchestrator, states and their outbox messages in one transaction of the state store. What would be
   * stored in the wrong place, in two places or nowhere is a {@link StrictValidationViolationError}, and nothing is stored.
   */
  async commit(persistence: EventPersistence, response?: RevisedResponse): Promise<void> {
    this.#isOver = true;
    const changes = this.#enlisted.flatMap(changeOf);
    this.#wasEmpty = changes.length === 0;
    if (this.#wasEmpty) return;
    const writes = changes.flatMap(({ write }) => (write === undefined ? [] : [write]));
    for (const change of changes) refuseMisplaced(change, persistence);
    refuseBothStores(changes, writes);
    try {
      await persistence.persistEvents(
        changes.flatMap(({ events }) => events),
        response,
      );
      if (writes.length > 0) await this.#storeFor(writes).save(writes);
    } catch (error) {
      throw await this.#explained(error);
    }
    const [write] = writes;
    if (response !== undefined && write !== undefined) response.revision = write.revision;
    // What was left out, because nobody has registered it and nobody insists, is not stored.
    await settleAll(
      changes.filter((change) => change.write ?? persistence.isEventSourced(change.aggregateType)),
    );
  }

  /** Forgets everything. Nothing was stored yet, so there is nothing to undo. */
  rollback(): void {
    this.#isOver = true;
    this.#enlisted.length = 0;
  }

  #storeFor(writes: readonly StateWrite[]): Pick<StateStore, 'save'> {
    if (this.#stateStore !== undefined) return this.#stateStore;
    throw new EventSourcingConfigurationError(
      `${writes[0]?.collection} is stored as state, and the unit of work has no state store: give it one`,
    );
  }

  async #explained(error: unknown): Promise<unknown> {
    let explained = error;
    for (const enlisted of this.#enlisted) explained = await enlisted.explain(explained);
    return explained;
  }
}

function changeOf(enlisted: EnlistedAggregate): Change[] {
  const change = enlisted.change();
  return change === undefined ? [] : [{ ...enlisted, ...change }];
}

function refuseBothStores(changes: readonly Change[], writes: readonly StateWrite[]): void {
  const logged = changes.find(({ events, write }) => write === undefined && events.length > 0);
  if (logged === undefined || writes.length === 0) return;
  throw new StrictValidationViolationError({
    aggregateType: logged.aggregateType,
    eventType: logged.events[0]?.event.type ?? '',
    reason: 'the same command also changes an aggregate that is stored as its state: send two commands',
  });
}

/** A repository of one kind for a type that is registered as one of the other would store twice, or not at all. */
function refuseMisplaced(
  { aggregateType, write, events: [event] }: Change,
  persistence: EventPersistence,
): void {
  const isStoredAsState = write !== undefined;
  const isKnown = persistence.registeredTypes.has(aggregateType);
  if (!isKnown || persistence.isEventSourced(aggregateType) !== isStoredAsState) return;
  throw new StrictValidationViolationError({
    aggregateType,
    eventType: event?.event.type ?? '',
    reason: isStoredAsState
      ? 'it is registered as event-sourced and has a repository that stores states: use an EventSourcedRepository, or register it as not event-sourced'
      : 'it is registered as not event-sourced and has a repository of events, which would be lost: use a StateStoredRepository, or register it as event-sourced',
  });
}

/** Everything is stored by now, so each is settled whatever becomes of the others; the first failure is thrown when all are. */
async function settleAll(changes: readonly Change[]): Promise<void> {
  const failures: unknown[] = [];
  for (const change of changes) await change.settle().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
