import {
  type KurrentDBClient,
  PARK,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamSettings,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import type {
  CategorySubscription,
  OpenSubscription,
  RecordedEvent,
  Tap,
} from '@tools-provider/event-sourcing';
import { answeredInTime } from './answered-in-time.ts';
import { classify } from './classify.ts';
import { confirmed } from './confirmed.ts';
import { type ConsumerStrategy, ensureGroup, groupSettings } from './consumer-group.ts';
import { toRecordedEvent } from './recorded-event.ts';

/** The consumer group of all workers. */
export const CONSUMER_GROUP = 'reconciliator';

/**
 * How many deliveries a worker holds at most before it acknowledges some: its bound on memory. It is also what fills a transaction, and the
 * next one meanwhile.
 */
const IN_FLIGHT = 2_048;

/** How the {@link KurrentCategorySubscription} behaves. */
export interface CategorySubscriptionOptions {
  readonly consumerStrategy?: ConsumerStrategy;
  /** How long a delivery may wait for its acknowledgement before it goes to another worker, in milliseconds; default 60,000. */
  readonly messageTimeoutMs?: number;
  /** How long an answer may take, in milliseconds. */
  readonly deadlineMs: number;
}

/** The {@link CategorySubscription} on a persistent subscription to the category stream. */
export class KurrentCategorySubscription implements CategorySubscription {
  readonly #client: KurrentDBClient;
  readonly #categoryStream: string;
  readonly #settings: PersistentSubscriptionToStreamSettings;
  readonly #deadlineMs: number;

  constructor(client: KurrentDBClient, category: string, options: CategorySubscriptionOptions) {
    this.#client = client;
    this.#categoryStream = `$ce-${category}`;
    this.#settings = groupSettings(options.consumerStrategy ?? 'Pinned', options.messageTimeoutMs ?? 60_000);
    this.#deadlineMs = options.deadlineMs;
  }

  /** Makes the group, or brings its settings up to date, and joins it. */
  async open(): Promise<OpenSubscription> {
    try {
      const group = ensureGroup(this.#client, this.#categoryStream, CONSUMER_GROUP, this.#settings);
      await answeredInTime(group, this.#deadlineMs);
      return new KurrentOpenSubscription(await this.#join(), this.#deadlineMs);
    } catch (error) {
      throw classify(error);
    }
  }

  async #join(): Promise<PersistentSubscriptionToStream> {
    const subscription = this.#client.subscribeToPersistentSubscriptionToStream(
      this.#categoryStream,
      CONSUMER_GROUP,
      { bufferSize: IN_FLIGHT },
    );
    // Without a listener an error between two reads of the iteration would end the process; the iteration sees it all the same.
    subscription.on('error', () => undefined);
    try {
      await answeredInTime(confirmed(subscription), this.#deadlineMs);
      return subscription;
    } catch (error) {
      // A server that comes to itself later would deliver to a consumer that nobody listens to.
      void subscription.unsubscribe().catch(() => undefined);
      throw error;
    }
  }
}

/** One connection to the group. It acknowledges by the link's id, as the server counts deliveries of links. */
class KurrentOpenSubscription implements OpenSubscription {
  readonly #subscription: PersistentSubscriptionToStream;
  readonly #deadlineMs: number;
  readonly #unacked = new Map<string, ResolvedEvent>();
  #isClosed = false;

  constructor(subscription: PersistentSubscriptionToStream, deadlineMs: number) {
    this.#subscription = subscription;
    this.#deadlineMs = deadlineMs;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Tap> {
    try {
      for await (const delivery of this.#subscription) {
        const ackId = delivery.link?.id ?? delivery.event?.id;
        if (ackId === undefined) continue;
        this.#unacked.set(ackId, delivery);
        yield { ackId, retryCount: delivery.retryCount, event: eventOf(delivery) };
      }
      if (!this.#isClosed) throw new Error('The subscription has ended');
    } catch (error) {
      throw classify(error);
    }
  }

  async ack(ackIds: readonly string[]): Promise<void> {
    const deliveries = this.#take(ackIds);
    if (deliveries.length === 0) return;
    try {
      await answeredInTime(this.#subscription.ack(...deliveries), this.#deadlineMs);
    } catch (error) {
      throw classify(error);
    }
  }

  async park(ackIds: readonly string[], reason: string): Promise<void> {
    const deliveries = this.#take(ackIds);
    if (deliveries.length === 0) return;
    try {
      await answeredInTime(this.#subscription.nack(PARK, reason, ...deliveries), this.#deadlineMs);
    } catch (error) {
      throw classify(error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
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
