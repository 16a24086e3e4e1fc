import { InMemoryLeases } from './in-memory-leases.ts';
import { leasesContract } from './leases-contract.ts';

leasesContract('InMemoryLeases', async () => ({
  leases: new InMemoryLeases(),
  close: async () => undefined,
}));
