import { bulkJobsContract } from './bulk-jobs-contract.ts';
import { InMemoryBulkJobs } from './in-memory-bulk-jobs.ts';

bulkJobsContract('InMemoryBulkJobs', async () => ({
  jobs: new InMemoryBulkJobs(),
  close: async () => undefined,
}));
