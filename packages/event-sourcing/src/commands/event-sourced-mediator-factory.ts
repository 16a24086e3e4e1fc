import type { HandlerRegistry, MediatorBehaviors } from '@tools-provider/mediator';
import { EventSourcingConfigurationError } from '../errors.ts';
import type { EventStore } from '../repository/event-store.ts';
import type { CommandContext } from './command-context.ts';
import { EventSourcedMediator } from './event-sourced-mediator.ts';
import { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** What every mediator of a factory is made of. */
export interface EventSourcedMediatorParts<EventContext = unknown> {
  readonly eventStore: Pick<EventStore, 'append'>;
  readonly uowFactory?: () => UnitOfWork;
  readonly handlerRegistry: HandlerRegistry<CommandContext, EventContext>;
  readonly behaviors?: MediatorBehaviors<CommandContext, EventContext>;
  /** See {@link EventSourcedPersistenceOrchestrator}. */
  readonly enforceRegistration?: boolean;
}

/** Makes mediators that are ready to be used: types are registered here, once, instead of on each. */
export class EventSourcedMediatorFactory<EventContext = unknown> {
  readonly #parts: EventSourcedMediatorParts<EventContext>;
  readonly #orchestrator: EventSourcedPersistenceOrchestrator;

  /** {@link EventSourcingConfigurationError} without an event store or a registry. */
  constructor(parts: EventSourcedMediatorParts<EventContext>) {
    if (parts.handlerRegistry === undefined) {
      throw new EventSourcingConfigurationError(
        'Commands need handlers: give the factory the handlerRegistry that holds them',
      );
    }
    const { eventStore, enforceRegistration } = parts;
    this.#parts = parts;
    this.#orchestrator = new EventSourcedPersistenceOrchestrator({
      defaultEventStore: eventStore,
      ...(enforceRegistration === undefined ? {} : { enforceRegistration }),
    });
  }

  /** See {@link EventSourcedPersistenceOrchestrator.registerEventSourcedType}. */
  registerEventSourcedType(aggregateType: string, eventStore?: Pick<EventStore, 'append'>): this {
    this.#orchestrator.registerEventSourcedType(aggregateType, eventStore);
    return this;
  }

  /** See {@link EventSourcedPersistenceOrchestrator.registerNonEventSourcedType}. */
  registerNonEventSourcedType(aggregateType: string): this {
    this.#orchestrator.registerNonEventSourcedType(aggregateType);
    return this;
  }

  /** A mediator with all that was registered until now and later. */
  create(): EventSourcedMediator<EventContext> {
    const { handlerRegistry, uowFactory, behaviors } = this.#parts;
    return new EventSourcedMediator({
      registry: handlerRegistry,
      eventPersistenceOrchestrator: this.#orchestrator,
      ...(uowFactory === undefined ? {} : { uowFactory }),
      ...(behaviors === undefined ? {} : { behaviors }),
    });
  }
}
