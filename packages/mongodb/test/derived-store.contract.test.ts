import { DERIVED_NOTES, derivedStoreContract } from '@tools-provider/event-sourcing/contract-suites';
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

derivedStoreContract('MongoDerivedStore', async () => {
  const mongoDb = connectMongoDb(server.newDatabase());
  await mongoDb.prepare([{ name: DERIVED_NOTES, indexedFields: ['of'] }]);
  return { store: mongoDb.derived, scan: mongoDb.scan, close: () => mongoDb.close() };
});
