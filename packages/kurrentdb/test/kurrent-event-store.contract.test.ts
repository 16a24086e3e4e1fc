import { eventStoreContract } from '@tools-provider/event-sourcing/contract-suites';
import { openEmbeddedLog } from './embedded-log.ts';

eventStoreContract('KurrentEventStore', async () => {
  const { eventStore, close } = await openEmbeddedLog();
  return { store: eventStore, close };
});
