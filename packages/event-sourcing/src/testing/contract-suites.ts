export { eventStoreContract, type OpenedEventStore } from './event-store-contract.ts';
export { leasesContract, type OpenedLeases } from './leases-contract.ts';
export { outboxStoreContract } from './outbox-contract.ts';
export { type OpenedSagaStore, sagaStoreContract } from './saga-store-contract.ts';
export { type OpenedStateStore, stateStoreContract } from './state-store-contract.ts';
export { NOTES, type Note, noteMessage, noteWrite } from './stored-note.ts';
