import { sagaStoreContract } from '@tools-provider/event-sourcing/contract-suites';
import { connectMongoDb } from '../src/connect-mongodb.ts';
import { startServer } from './embedded-database.ts';

sagaStoreContract('MongoSagaStore', async () => {
  const server = await startServer();
  const mongoDb = connectMongoDb(server.newDatabase());
  await mongoDb.prepare([]);
  return {
    store: mongoDb.sagas,
    close: async () => {
      await mongoDb.close();
      await server.close();
    },
  };
});
