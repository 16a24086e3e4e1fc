import {
  type KurrentDBClient,
  PARK,
  type PersistentSubscriptionToStream,
  PINNED,
  persistentSubscriptionToStreamSettingsFromDefaults,
  type ResolvedEvent,
  START,
} from '@kurrent/kurrentdb-client';
import type {
  CategorySubscription,
  OpenSubscription,
  RecordedEvent,
  Tap,
} from '@tools-provider/event-sourcing';
import { classify, isGroupExists } from './classify.ts';
import { toRecordedEvent } from './recorded-event.ts';

/** The consumer group of all workers. */
export const CONSUMER_GROUP = 'reconciliator';

/**
 * How many deliveries a worker holds at most before it acknowledges some: its bound on memory. It is also what fills a transaction, and the
 * next one meanwhile.
 */
const IN_FLIGHT = 2_048;

/**
 * The group's settings. Every default that differs is a trap: `END` would skip what is there, unresolved links carry no data, and a
 * server that parks by itself would set healthy aggregates aside while the read model's store is away, so only the worker parks.
 */
const GROUP_SETTINGS = persistentSubscriptionToStreamSettingsFromDefaults({
  startFrom: START,
  resolveLinkTos: true,
  consumerStrategyName: PINNED,
  maxRetryCount: 2_147_483_647,
  messageTimeout: 60_000,
  liveBufferSize: 1_000,
  historyBufferSize: 1_000,
  readBatchSize: 200,
  checkPointAfter: 1_000,
  checkPointLowerBound: 1,
  checkPointUpperBound: 1_000,
});

/** The {@link CategorySubscription} on a persistent subscription to the category stream. */
export class KurrentCategorySubscription implements CategorySubscription {
  readonly #client: KurrentDBClient;
  readonly #categoryStream: string;
  readonly #group: string;

  constructor(client: KurrentDBClient, category: string, group: string = CONSUMER_GROUP) {
    this.#client = client;
    this.#categoryStream = `$ce-${category}`;
    this.#group = group;
  }

  async open(): Promise<OpenSubscription> {
    try {
      await this.#ensureGroup();
      const subscription = this.#client.subscribeToPersistentSubscriptionToStream(
        this.#categoryStream,
        this.#group,
        {
          bufferSize: IN_FLIGHT,
        },
      );
      // Without a listener an error between two reads of the iteration would end the process; the iteration sees it all the same.
      subscription.on('error', () => undefined);
      await confirmed(subscription);
      return new KurrentOpenSubscription(subscription);
    } catch (error) {
      throw classify(error);
    }
  }

  /** Creates the group, or brings an existing one's settings up to this version's; its checkpoint stays. */
  async #ensureGroup(): Promise<void> {
    try {
      await this.#client.createPersistentSubscriptionToStream(
        this.#categoryStream,
        this.#group,
        GROUP_SETTINGS,
      );
    } catch (error) {
      if (!isGroupExists(error)) throw error;
    }
  }
}

function confirmed(subscription: PersistentSubscriptionToStream): Promise<void> {
  return new Promise((resolve, reject) => {
    subscription.once('confirmation', () => {
      subscription.off('error', reject);
      resolve();
    });
    subscription.once('error', reject);
  });
}

/** One connection to the group. It acknowledges by the link's id, as the server counts deliveries of links. */
class KurrentOpenSubscription implements OpenSubscription {
  readonly #subscription: PersistentSubscriptionToStream;
  readonly #unacked = new Map<string, ResolvedEvent>();

  constructor(subscription: PersistentSubscriptionToStream) {
    this.#subscription = subscription;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Tap> {
    try {
      for await (const delivery of this.#subscription) {
        const ackId = delivery.link?.id ?? delivery.event?.id;
        if (ackId === undefined) continue;
        this.#unacked.set(ackId, delivery);
        yield { ackId, retryCount: delivery.retryCount, event: eventOf(delivery) };
      }
    } catch (error) {
      throw classify(error);
    }
  }

  async ack(ackIds: readonly string[]): Promise<void> {
    const deliveries = this.#take(ackIds);
    if (deliveries.length === 0) return;
    try {
      await this.#subscription.ack(...deliveries);
    } catch (error) {
      throw classify(error);
    }
  }

  async park(ackIds: readonly string[], reason: string): Promise<void> {
    const deliveries = this.#take(ackIds);
    if (deliveries.length === 0) return;
    try {
      await this.#subscription.nack(PARK, reason, ...deliveries);
    } catch (error) {
      throw classify(error);
    }
  }

  async close(): Promise<void> {
    this.#unacked.clear();
    await this.#subscription.unsubscribe();
  }

  #take(ackIds: readonly string[]): ResolvedEvent[] {
    return ackIds.flatMap((ackId) => {
      const delivery = this.#unacked.get(ackId);
      this.#unacked.delete(ackId);
      return delivery === undefined ? [] : [delivery];
    });
  }
}

function eventOf(delivery: ResolvedEvent): RecordedEvent | undefined {
  return delivery.event === undefined ? undefined : toRecordedEvent(delivery.event);
}
