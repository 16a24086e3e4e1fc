import { InMemoryWorkerSwitches } from './in-memory-worker-switches.ts';
import { workerSwitchesContract } from './worker-switches-contract.ts';

workerSwitchesContract('InMemoryWorkerSwitches', async () => ({
  switches: new InMemoryWorkerSwitches(),
  close: async () => undefined,
}));
