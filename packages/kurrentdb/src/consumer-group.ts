import {
  type KurrentDBClient,
  type PersistentSubscriptionToStreamSettings,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { isGroupExists, isGroupMissing } from './classify.ts';

/** How the server shares a group's events among several workers. Any will do: the order of a stream does not come from it. */
export type ConsumerStrategy = 'Pinned' | 'RoundRobin' | 'DispatchToSingle';

/** How often another worker, or an operator, may make or remove the group between two looks at it. */
const LOOKS = 5;

/**
 * The group's settings. Every default that differs is a trap: `END` would skip what is there, unresolved links carry no data, and a
 * server that parks by itself would set healthy aggregates aside while the read model's store is away, so only the worker parks.
 */
export function groupSettings(
  consumerStrategyName: ConsumerStrategy,
  messageTimeout: number,
): PersistentSubscriptionToStreamSettings {
  return persistentSubscriptionToStreamSettingsFromDefaults({
    startFrom: START,
    resolveLinkTos: true,
    consumerStrategyName,
    maxRetryCount: 2_147_483_647,
    messageTimeout,
    liveBufferSize: 1_000,
    historyBufferSize: 1_000,
    readBatchSize: 200,
    checkPointAfter: 1_000,
    checkPointLowerBound: 1,
    checkPointUpperBound: 1_000,
  });
}

/**
 * Makes the group if there is none, and changes its settings if they are others. Its checkpoint stays. A change drops the consumers of all
 * workers, which open it again, so that it is made only where something differs.
 */
export async function ensureGroup(
  client: KurrentDBClient,
  stream: string,
  group: string,
  settings: PersistentSubscriptionToStreamSettings,
): Promise<void> {
  for (let look = 1; ; look += 1) {
    try {
      const present = await settingsOf(client, stream, group);
      if (present === undefined)
        return await client.createPersistentSubscriptionToStream(stream, group, settings);
      if (isSame(present, settings)) return;
      return await client.updatePersistentSubscriptionToStream(stream, group, settings);
    } catch (error) {
      if (look === LOOKS || !(isGroupExists(error) || isGroupMissing(error))) throw error;
    }
  }
}

async function settingsOf(client: KurrentDBClient, stream: string, group: string) {
  try {
    return (await client.getPersistentSubscriptionToStreamInfo(stream, group)).settings;
  } catch (error) {
    if (isGroupMissing(error)) return undefined;
    throw error;
  }
}

function isSame(present: object, wanted: PersistentSubscriptionToStreamSettings): boolean {
  const found = new Map<string, unknown>(Object.entries(present));
  return Object.entries(wanted).every(([name, value]) => found.get(name) === value);
}
