export { duplicated, shuffled } from './disorder.ts';
export { type ExpectedRefusal, givenAggregate, type History, type Outcome } from './given-aggregate.ts';
export {
  type ExpectedStep,
  givenSaga,
  type SagaHappening,
  type SagaHistory,
  type SagaOutcome,
} from './given-saga.ts';
export { InMemoryEventStore } from './in-memory-event-store.ts';
export { InMemoryFeed } from './in-memory-feed.ts';
export { InMemoryLeases } from './in-memory-leases.ts';
export { InMemoryOutboxStore } from './in-memory-outbox-store.ts';
export { InMemorySagaStore } from './in-memory-saga-store.ts';
export { InMemoryStateStore } from './in-memory-state-store.ts';
export { newCommandContext } from './new-command-context.ts';
