import { eventLogContract } from './event-log-contract.ts';
import { InMemoryEventLog } from './in-memory-event-log.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';

eventLogContract('InMemoryEventLog', async () => {
  const eventStore = new InMemoryEventStore();
  const eventLog = new InMemoryEventLog(eventStore, 'tools_provider');
  return { eventStore, eventLog, close: async () => undefined };
});
