import { InMemoryStateStore } from './in-memory-state-store.ts';
import { outboxStoreContract } from './outbox-contract.ts';
import { stateStoreContract } from './state-store-contract.ts';

const open = async () => {
  const store = new InMemoryStateStore();
  return { store, outbox: store.outbox, close: async () => undefined };
};

stateStoreContract('InMemoryStateStore', open);
outboxStoreContract('InMemoryOutboxStore', open);
