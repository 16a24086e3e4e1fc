import { randomUUID } from 'node:crypto';
import {
  KurrentDBClient,
  PINNED,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { CATEGORY } from '@tools-provider/domain';

const BUFFER = 512;

/** A raw persistent subscription on the same stream and with the product's settings, which acknowledges each event and does nothing else: the seconds for so many. */
export async function ackOnlySeconds(url: string, events: number): Promise<number> {
  const client = KurrentDBClient.connectionString(url);
  const [stream, group] = [`$ce-${CATEGORY}`, `bench-${randomUUID()}`];
  await client.createPersistentSubscriptionToStream(
    stream,
    group,
    persistentSubscriptionToStreamSettingsFromDefaults({
      startFrom: START,
      resolveLinkTos: true,
      consumerStrategyName: PINNED,
      messageTimeout: 60_000,
      liveBufferSize: 1_000,
      historyBufferSize: 1_000,
      readBatchSize: 200,
      checkPointAfter: 1_000,
      checkPointLowerBound: 1,
      checkPointUpperBound: 1_000,
    }),
  );
  const start = performance.now();
  const subscription = client.subscribeToPersistentSubscriptionToStream(stream, group, {
    bufferSize: BUFFER,
  });
  let acked = 0;
  for await (const delivery of subscription) {
    await subscription.ack(delivery);
    acked += 1;
    if (acked === events) break;
  }
  const seconds = (performance.now() - start) / 1000;
  await subscription.unsubscribe();
  await client.deletePersistentSubscriptionToStream(stream, group);
  await client.dispose();
  return seconds;
}
