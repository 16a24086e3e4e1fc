import {
  type Command,
  type HandlerRegistry,
  isCoded,
  kindOf,
  Mediator,
  type MediatorBehaviors,
} from '@tools-provider/mediator';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { CommandContext } from './command-context.ts';
import type { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';
import { type RevisedResponse, UnitOfWork } from './unit-of-work.ts';

/** What an {@link EventSourcedMediator} is made of; with nothing it is a {@link Mediator}. */
export interface EventSourcedMediatorOptions<EventContext = unknown> {
  readonly registry?: HandlerRegistry<CommandContext, EventContext>;
  readonly behaviors?: MediatorBehaviors<CommandContext, EventContext>;
  /** Makes the unit of work of each command. By default one without a state store. */
  readonly uowFactory?: () => UnitOfWork;
  readonly eventPersistenceOrchestrator?: EventSourcedPersistenceOrchestrator;
}

/**
 * A mediator in which persistence is mandatory: what a command's handler hands to repositories is stored when the handler has ended well,
 * by one append, before the command is answered. When the handler throws nothing is stored. Handlers, behaviours and publishing are those
 * of the {@link Mediator} that it extends.
 *
 * A refusal, and the finding that there is nothing to do, are confirmed on a fresh read when they were decided on a state kept in memory.
 */
export class EventSourcedMediator<EventContext = unknown> extends Mediator<CommandContext, EventContext> {
  readonly #uowFactory: () => UnitOfWork;
  readonly #orchestrator: EventSourcedPersistenceOrchestrator | undefined;

  constructor({
    registry,
    behaviors,
    uowFactory = () => new UnitOfWork(),
    eventPersistenceOrchestrator,
  }: EventSourcedMediatorOptions<EventContext> = {}) {
    super(behaviors, registry);
    this.#uowFactory = uowFactory;
    this.#orchestrator = eventPersistenceOrchestrator;
  }

  /** Says, also after the first command, that the events of a type are stored. {@link EventSourcingConfigurationError} without an orchestrator. */
  configureEventSourcedType(aggregateType: string, eventStore?: Pick<EventStore, 'append'>): this {
    this.#required('event-sourced').registerEventSourcedType(aggregateType, eventStore);
    return this;
  }

  /** Says that the events of a type are not stored. {@link EventSourcingConfigurationError} without an orchestrator. */
  configureNonEventSourcedType(aggregateType: string): this {
    this.#required('non-event-sourced').registerNonEventSourcedType(aggregateType);
    return this;
  }

  protected override async dispatch(command: Command, context: CommandContext): Promise<unknown> {
    if (this.#orchestrator === undefined) return await super.dispatch(command, context);
    if (context.unitOfWork !== undefined) throw nestedCommand(command);
    const unit = this.#uowFactory();
    try {
      const response = await this.#runIn(unit, this.#orchestrator, command, context);
      if (!unit.wasEmpty || !unit.hasCachedReads) return response;
    } catch (error) {
      if (!unit.hasCachedReads || !isRefusal(error)) throw error;
    }
    return await this.#runIn(this.#uowFactory().demandFreshReads(), this.#orchestrator, command, context);
  }

  async #runIn(
    unit: UnitOfWork,
    orchestrator: EventSourcedPersistenceOrchestrator,
    command: Command,
    context: CommandContext,
  ): Promise<unknown> {
    try {
      const response = await super.dispatch(command, { ...context, unitOfWork: unit });
      const revised = isRevisable(response) ? response : undefined;
      await unit.commit(orchestrator, revised);
      return response;
    } catch (error) {
      unit.rollback();
      throw error;
    }
  }

  #required(kind: string): EventSourcedPersistenceOrchestrator {
    if (this.#orchestrator !== undefined) return this.#orchestrator;
    throw new EventSourcingConfigurationError(
      `Cannot configure ${kind} types: the mediator was made without an eventPersistenceOrchestrator, so give it one`,
    );
  }
}

/** What an inner command stores stays stored when the outer one fails, and is stored twice when the outer one is decided twice. */
function nestedCommand({ type }: Command): EventSourcingConfigurationError {
  return new EventSourcingConfigurationError(
    `The command ${type} was sent by the handler of another, with its context: a unit of work is one command's, so let a saga send the second one`,
  );
}

/** Says what a rule has said on the state it knew: a store that is away, a fault, a lost race and a repetition need no second look. */
function isRefusal(error: unknown): boolean {
  const kind = kindOf(error);
  return kind !== 'unavailable' && kind !== 'defect' && !(isCoded(error) && CERTAIN.has(error.code));
}

const CERTAIN = new Set(['revision-conflict', 'repeated-command', 'command-id-reused']);

/** An answer that takes the new revision. An aggregate has one of its own, and what is frozen is left as it is. */
function isRevisable(response: unknown): response is RevisedResponse {
  return (
    typeof response === 'object' &&
    response !== null &&
    Object.getOwnPropertyDescriptor(response, 'revision')?.writable === true
  );
}
