import { InMemoryEventStore } from './in-memory-event-store.ts';
import { InMemoryLogReader } from './in-memory-log-reader.ts';
import { logReaderContract } from './log-reader-contract.ts';

const CATEGORY = 'tools_provider';

logReaderContract('InMemoryLogReader', async () => {
  const eventStore = new InMemoryEventStore();
  const logReader = new InMemoryLogReader(eventStore, CATEGORY);
  return { eventStore, logReader, close: async () => undefined };
});
