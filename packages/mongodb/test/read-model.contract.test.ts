import {
  documentQueriesContract,
  feedContract,
  PROJECTED_NOTES,
  pipelineTracesContract,
  readModelStoreContract,
  rebuildJobsContract,
  rebuildStoreContract,
  upkeepContract,
  workerRegistryContract,
  workerSwitchesContract,
} from '@tools-provider/event-sourcing/contract-suites';
import { afterAll, beforeAll } from 'vitest';
import { connectMongoDb, type MongoDb } from '../src/connect-mongodb.ts';
import { type EmbeddedServer, startServer } from './embedded-database.ts';

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
});

/** A client of a new database. */
async function open() {
  const mongoDb: MongoDb = connectMongoDb(server.newDatabase());
  const specs = [{ name: PROJECTED_NOTES, indexedFields: ['title'] }];
  await mongoDb.prepare(specs);
  return { ...mongoDb, rebuildStore: mongoDb.rebuildStore(specs) };
}

readModelStoreContract('MongoReadModelStore', open);
rebuildStoreContract('MongoRebuildStore', open);
rebuildJobsContract('MongoRebuildJobs', async () => {
  const { rebuildJobs: jobs, close } = await open();
  return { jobs, close };
});
documentQueriesContract('MongoDocumentQueries', open);
feedContract('MongoFeed, MongoFeedWriter and MongoProjectionSignals', open);
workerRegistryContract('MongoWorkerRegistry', open);
workerSwitchesContract('MongoWorkerSwitches', open);
pipelineTracesContract('MongoPipelineTraces', open);
upkeepContract('MongoQuarantine and MongoAuditStates', async () => {
  const mongoDb = await open();
  const { quarantine: requests, audits } = mongoDb;
  return { requests, audits, close: () => mongoDb.close() };
});
