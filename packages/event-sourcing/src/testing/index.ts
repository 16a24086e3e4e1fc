export { duplicated, shuffled } from './disorder.ts';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract.ts';
export { type ExpectedRefusal, givenAggregate, type History, type Outcome } from './given-aggregate.ts';
export { InMemoryEventStore } from './in-memory-event-store.ts';
