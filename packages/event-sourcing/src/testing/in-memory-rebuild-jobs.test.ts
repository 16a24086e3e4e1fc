import { InMemoryRebuildJobs } from './in-memory-rebuild-jobs.ts';
import { rebuildJobsContract } from './rebuild-jobs-contract.ts';

rebuildJobsContract('InMemoryRebuildJobs', async () => ({
  jobs: new InMemoryRebuildJobs(),
  close: async () => undefined,
}));
