export { eventStoreContract, type OpenedEventStore } from './event-store-contract.ts';
export { InMemoryEventStore } from './in-memory-event-store.ts';
