import {
  documentQueriesContract,
  feedContract,
  PROJECTED_NOTES,
  pipelineTracesContract,
  readModelStoreContract,
  upkeepContract,
  workerRegistryContract,
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
async function open(): Promise<MongoDb> {
  const mongoDb = connectMongoDb(server.newDatabase());
  await mongoDb.prepare([{ name: PROJECTED_NOTES, indexedFields: ['title'] }]);
  return mongoDb;
}

readModelStoreContract('MongoReadModelStore', open);
documentQueriesContract('MongoDocumentQueries', open);
feedContract('MongoFeed, MongoFeedWriter and MongoProjectionSignals', open);
workerRegistryContract('MongoWorkerRegistry', open);
pipelineTracesContract('MongoPipelineTraces', open);
upkeepContract('MongoQuarantine and MongoAuditStates', async () => {
  const mongoDb = await open();
  const { quarantine: requests, audits } = mongoDb;
  return { requests, audits, close: () => mongoDb.close() };
});
