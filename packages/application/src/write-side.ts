import {
  labelType,
  operatorPreferencesType,
  serviceTokenType,
  sourceType,
  taskType,
  toolGroupType,
  upcasters,
  viewType,
} from '@tools-provider/domain';
import {
  answerRepeated,
  type CommandContext,
  checkEventTypes,
  EventSourcedMediator,
  EventSourcedPersistenceOrchestrator,
  EventSourcedRepository,
  type EventStore,
  OutboxStateStoredRepository,
  retryOnConflict,
  type StateStore,
  StateStoredRepository,
  UnitOfWork,
  Upcasters,
  UpcastingEventStore,
} from '@tools-provider/event-sourcing';
import type { Behavior, Command } from '@tools-provider/mediator';
import { authorize } from './access.ts';
import { registerAccessUseCases } from './register-access-use-cases.ts';
import { registerPersonalUseCases } from './register-personal-use-cases.ts';
import { registerUseCases } from './register-use-cases.ts';
import { noSourceReader, type SourceReader } from './source/source-reader.ts';
import { stateCollections } from './state-collections.ts';

/** What the write side stands on. */
export interface WriteSideParts {
  readonly eventStore: EventStore;
  /** For what is stored as its state: views, preferences, service tokens. */
  readonly stateStore: StateStore;
  /** Without one no source can be read: sagas and tests read none. */
  readonly sourceReader?: SourceReader;
  /** Around everything else, outermost first: tracing, metrics. */
  readonly outerBehaviors?: readonly Behavior<Command, CommandContext>[];
  /** How many aggregates of each type are kept in memory between commands. */
  readonly cachedAggregates?: number;
}

/**
 * The mediator of every use case, with persistence: who may send a command is decided first; a command that meets another one is decided
 * again; one that was carried out before gets its first answer; what the rest raise is stored by one append, or as a state with its
 * messages in one transaction. Rejects what is not put together right with a named error, at once.
 */
export function createWriteSide({
  eventStore,
  stateStore,
  sourceReader = noSourceReader,
  outerBehaviors = [],
  ...cache
}: WriteSideParts): EventSourcedMediator {
  const older = new Upcasters(upcasters);
  const orchestrator = new EventSourcedPersistenceOrchestrator({ defaultEventStore: eventStore });
  const eventSourced = [toolGroupType, taskType, sourceType, labelType] as const;
  for (const { name } of eventSourced) orchestrator.registerEventSourcedType(name);
  const stateStored = [viewType, operatorPreferencesType, serviceTokenType] as const;
  for (const { name } of stateStored) orchestrator.registerNonEventSourcedType(name);
  checkEventTypes({ eventSourced, stateStored, upcasters: older, orchestrator });

  const log = new UpcastingEventStore(eventStore, older);
  const mediator = new EventSourcedMediator({
    behaviors: { command: [...outerBehaviors, authorize, retryOnConflict, answerRepeated()] },
    uowFactory: () => new UnitOfWork(stateStore),
    eventPersistenceOrchestrator: orchestrator,
  });
  registerUseCases(mediator, {
    toolGroups: new EventSourcedRepository(toolGroupType, log, cache),
    tasks: new EventSourcedRepository(taskType, log, cache),
    sources: new EventSourcedRepository(sourceType, log, cache),
    labels: new EventSourcedRepository(labelType, log, cache),
    sourceReader,
  });
  const { views, preferences, serviceTokens } = stateCollections;
  registerPersonalUseCases(mediator, {
    views: new OutboxStateStoredRepository(viewType, stateStore, { collection: views }),
    preferences: new StateStoredRepository(operatorPreferencesType, stateStore, { collection: preferences }),
    states: stateStore,
  });
  registerAccessUseCases(mediator, {
    serviceTokens: new OutboxStateStoredRepository(serviceTokenType, stateStore, {
      collection: serviceTokens,
    }),
  });
  return mediator;
}
