import { InMemorySagaStore } from './in-memory-saga-store.ts';
import { sagaStoreContract } from './saga-store-contract.ts';

sagaStoreContract('InMemorySagaStore', async () => ({
  store: new InMemorySagaStore(),
  close: async () => undefined,
}));
