import { InMemoryUpkeep } from './in-memory-upkeep.ts';
import { upkeepContract } from './upkeep-contract.ts';

upkeepContract('InMemoryUpkeep', async () => {
  const upkeep = new InMemoryUpkeep();
  return { requests: upkeep, audits: upkeep, close: async () => undefined };
});
