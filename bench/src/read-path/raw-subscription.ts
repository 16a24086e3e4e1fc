import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { CATEGORY } from '@tools-provider/domain';
import { groupSettings } from '@tools-provider/kurrentdb';

const BUFFER = 512;
const MESSAGE_TIMEOUT_MS = 60_000;

/** A raw persistent subscription on the same stream and with the product's settings, which acknowledges each event and does nothing else: the seconds for so many. */
export async function ackOnlySeconds(url: string, events: number): Promise<number> {
  const client = KurrentDBClient.connectionString(url);
  const [stream, group] = [`$ce-${CATEGORY}`, `bench-${randomUUID()}`];
  await client.createPersistentSubscriptionToStream(
    stream,
    group,
    groupSettings('Pinned', MESSAGE_TIMEOUT_MS),
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
