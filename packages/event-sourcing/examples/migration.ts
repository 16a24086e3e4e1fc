import type { CommandContext, EventStore } from '@tools-provider/event-sourcing';
// #region step-1
import { EventSourcedMediator, EventSourcedPersistenceOrchestrator } from '@tools-provider/event-sourcing';
// #endregion
// #region before-import
import { Mediator } from '@tools-provider/mediator';
// #endregion
import { orderHandlers } from './order.ts';

/** The mediator as it was: each repository stores by itself, whenever its handler says so. */
export function mediatorBefore(eventStore: EventStore): Mediator<CommandContext> {
  // #region before
  const registry = orderHandlers(eventStore);
  const mediator = new Mediator<CommandContext>({}, registry);
  // #endregion
  return mediator;
}

/** The same handlers in the new mediator: what a command raised is stored once, when its handler has ended well. */
export function mediatorAfter(eventStore: EventStore): EventSourcedMediator {
  // #region step-2
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: eventStore });
  orchestrator.registerEventSourcedType('order');

  const registry = orderHandlers(eventStore);
  const mediator = new EventSourcedMediator({ registry, eventPersistenceOrchestrator: orchestrator });
  // #endregion
  // #region step-3
  mediator.configureEventSourcedType('invoice');
  mediator.configureNonEventSourcedType('user-preferences');
  // #endregion
  return mediator;
}
