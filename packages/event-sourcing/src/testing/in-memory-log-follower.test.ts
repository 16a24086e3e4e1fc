import { InMemoryEventStore } from './in-memory-event-store.ts';
import { InMemoryLogFollower } from './in-memory-log-follower.ts';
import { logFollowerContract } from './log-follower-contract.ts';

const CATEGORY = 'tools_provider';

logFollowerContract('InMemoryLogFollower', async () => {
  const eventStore = new InMemoryEventStore();
  const logFollower = new InMemoryLogFollower(eventStore, CATEGORY);
  return { eventStore, logFollower, close: async () => undefined };
});
