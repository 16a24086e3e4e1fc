import { InMemoryWorkerRegistry } from './in-memory-worker-registry.ts';
import { workerRegistryContract } from './worker-registry-contract.ts';

workerRegistryContract('InMemoryWorkerRegistry', async () => ({
  workers: new InMemoryWorkerRegistry(),
  close: async () => undefined,
}));
