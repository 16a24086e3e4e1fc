export { duplicated, shuffled } from './disorder.ts';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract.ts';
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
export { leasesContract, type OpenedLeases } from './leases-contract.ts';
export { newCommandContext } from './new-command-context.ts';
export { outboxStoreContract } from './outbox-contract.ts';
export { type OpenedSagaStore, sagaStoreContract } from './saga-store-contract.ts';
export { type OpenedStateStore, stateStoreContract } from './state-store-contract.ts';
export { NOTES, type Note, noteMessage, noteWrite } from './stored-note.ts';
