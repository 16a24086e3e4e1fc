import { sinkPositionsContract } from '@tools-provider/event-sourcing/contract-suites';
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

sinkPositionsContract('MongoSinkPositions', async () => {
  const mongoDb = connectMongoDb(server.newDatabase());
  await mongoDb.prepare([]);
  return { positions: mongoDb.sinkPositions, close: () => mongoDb.close() };
});
