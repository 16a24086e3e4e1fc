import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { categorySubscriptionContract } from '@tools-provider/event-sourcing/contract-suites';
import { expect } from 'vitest';
import { CONSUMER_GROUP } from '../src/kurrent-category-subscription.ts';
import { CATEGORY, openEmbeddedLog } from './embedded-log.ts';

categorySubscriptionContract('KurrentCategorySubscription', async () => {
  const log = await openEmbeddedLog();
  const client = KurrentDBClient.connectionString(log.url);
  const group = [`$ce-${CATEGORY}`, CONSUMER_GROUP] as const;
  const parkedCount = async () =>
    (await client.getPersistentSubscriptionToStreamInfo(...group)).stats.parkedMessageCount;
  return {
    eventStore: log.eventStore,
    subscription: log.categorySubscription,
    replayParked: async () => {
      // What is parked is written after the consumer has said so.
      await expect.poll(parkedCount).toBeGreaterThan(0n);
      await client.replayParkedMessagesToStream(...group);
    },
    close: async () => {
      await client.dispose();
      await log.close();
    },
  };
});
