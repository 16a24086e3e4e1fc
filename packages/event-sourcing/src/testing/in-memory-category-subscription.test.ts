import { expect, it } from 'vitest';
import { categorySubscriptionContract } from './category-subscription-contract.ts';
import { InMemoryCategorySubscription } from './in-memory-category-subscription.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';
import { newEvents } from './new-event.ts';

const CATEGORY = 'tools_provider';

categorySubscriptionContract('InMemoryCategorySubscription', async () => {
  const eventStore = new InMemoryEventStore();
  const subscription = new InMemoryCategorySubscription(eventStore, CATEGORY);
  return {
    eventStore,
    subscription,
    replayParked: async () => subscription.replayParked(),
    close: async () => undefined,
  };
});

it('tells what is not done with, and what is parked with the reason', async () => {
  const eventStore = new InMemoryEventStore();
  const subscription = new InMemoryCategorySubscription(eventStore, CATEGORY);
  const events = newEvents(3);
  await eventStore.append(`${CATEGORY}-note-1`, -1, events);
  expect(subscription.unacknowledged).toBe(3);
  const opened = await subscription.open();
  await opened.park(['1'], 'poison');
  await opened.ack(['2', 'unknown']);
  expect(subscription.unacknowledged).toBe(1);
  expect(subscription.parked).toMatchObject([
    { tap: { ackId: '1', event: { id: events[0]?.id } }, reason: 'poison' },
  ]);
  await opened.close();
  subscription.replayParked();
  expect([subscription.unacknowledged, subscription.parked.length]).toEqual([2, 0]);
});
