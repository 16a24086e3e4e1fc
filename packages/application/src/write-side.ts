import { taskType, toolGroupType, upcasters } from '@tools-provider/domain';
import {
  answerRepeated,
  type CommandContext,
  checkEventTypes,
  EventSourcedMediator,
  EventSourcedPersistenceOrchestrator,
  EventSourcedRepository,
  type EventStore,
  retryOnConflict,
  Upcasters,
  UpcastingEventStore,
} from '@tools-provider/event-sourcing';
import type { Behavior, Command } from '@tools-provider/mediator';
import { authorize } from './access.ts';
import { registerUseCases } from './register-use-cases.ts';

/** What the write side stands on. */
export interface WriteSideParts {
  readonly eventStore: EventStore;
  /** Around everything else, outermost first: tracing, metrics. */
  readonly outerBehaviors?: readonly Behavior<Command, CommandContext>[];
}

/**
 * The mediator of every use case, with persistence: who may send a command is decided first; a command that meets another one is decided
 * again; one that was carried out before gets its first answer; what the rest raise is stored by one append. Rejects what is not put
 * together right with a named error, at once.
 */
export function createWriteSide({ eventStore, outerBehaviors = [] }: WriteSideParts): EventSourcedMediator {
  const older = new Upcasters(upcasters);
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: eventStore });
  const eventSourced = [toolGroupType, taskType] as const;
  for (const { name } of eventSourced) orchestrator.registerEventSourcedType(name);
  checkEventTypes({ eventSourced, upcasters: older, orchestrator });

  const log = new UpcastingEventStore(eventStore, older);
  const mediator = new EventSourcedMediator({
    behaviors: { command: [...outerBehaviors, authorize, retryOnConflict, answerRepeated()] },
    eventPersistenceOrchestrator: orchestrator,
  });
  registerUseCases(mediator, {
    toolGroups: new EventSourcedRepository(toolGroupType, log),
    tasks: new EventSourcedRepository(taskType, log),
  });
  return mediator;
}
