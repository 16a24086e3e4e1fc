import { bulkJobsContract } from '@tools-provider/event-sourcing/contract-suites';
import { afterAll, beforeAll } from 'vitest';
import { connectMongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, startServer } from './embedded-database.ts';

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
});

bulkJobsContract('MongoBulkJobs', async () => {
  const mongoDb = connectMongoDb(server.newDatabase());
  await mongoDb.prepare([]);
  return { jobs: mongoDb.bulkJobs, close: () => mongoDb.close() };
});
