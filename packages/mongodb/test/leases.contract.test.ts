import { leasesContract } from '@tools-provider/event-sourcing/contract-suites';
import { openNotes, startServer } from './embedded-database.ts';

leasesContract('MongoLeases', async () => {
  const server = await startServer();
  const mongoDb = await openNotes(server.newDatabase());
  return {
    leases: mongoDb.leases,
    close: async () => {
      await mongoDb.close();
      await server.close();
    },
  };
});
