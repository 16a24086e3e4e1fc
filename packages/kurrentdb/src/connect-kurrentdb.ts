import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { streamNaming } from '@tools-provider/event-sourcing';
import type { ConsumerStrategy } from './consumer-group.ts';
import { KurrentCategorySubscription } from './kurrent-category-subscription.ts';
import { KurrentEventLog } from './kurrent-event-log.ts';
import { KurrentEventStore } from './kurrent-event-store.ts';
import { KurrentLogFollower } from './kurrent-log-follower.ts';
import { KurrentLogReader } from './kurrent-log-reader.ts';
import { renewableClient } from './renewable-client.ts';

/** All that the product uses of one KurrentDB. */
export interface KurrentDb {
  readonly eventStore: KurrentEventStore;
  readonly eventLog: KurrentEventLog;
  readonly logFollower: KurrentLogFollower;
  readonly logReader: KurrentLogReader;
  readonly categorySubscription: KurrentCategorySubscription;
  /**
   * Resolves when the server answers a read, rejects with `unavailable` otherwise. It also opens the connections ahead of the first use:
   * what is to work with a server that may not be there yet pings it until it answers, and uses nothing else before.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long an answer may take unless told otherwise, in milliseconds. */
const DEADLINE_MS = 2_000;

/** How a connection differs from the usual one. */
export interface KurrentDbOptions {
  /** Default `Pinned`. */
  readonly consumerStrategy?: ConsumerStrategy;
  /** How long an answer, or the next event of a read, may take until it is `unavailable`, in milliseconds; default 2000. */
  readonly deadlineMs?: number;
}

/** A client of the KurrentDB at `url` (`kurrentdb://host:port?tls=false`), for the streams of one category. It connects when first used, and again when it must. */
export function connectKurrentDb(url: string, category: string, options: KurrentDbOptions = {}): KurrentDb {
  const { prefix } = streamNaming(category);
  const { deadlineMs = DEADLINE_MS } = options;
  const address = noticingSilence(url, deadlineMs);
  const { client, renew } = renewableClient(() => KurrentDBClient.connectionString(address));
  let hasAnswered = false;
  const eventStore = new KurrentEventStore(client, deadlineMs);
  return {
    eventStore,
    eventLog: new KurrentEventLog(client, category, deadlineMs),
    logFollower: new KurrentLogFollower(client, prefix, deadlineMs),
    logReader: new KurrentLogReader(client, category, deadlineMs),
    categorySubscription: new KurrentCategorySubscription(client, category, { ...options, deadlineMs }),
    ping: async () => {
      try {
        await eventStore.readLast(`${prefix}ping`);
        hasAnswered = true;
      } catch (error) {
        if (!hasAnswered) renew();
        throw error;
      }
    },
    close: () => client.dispose(),
  };
}

/**
 * The address with settings by which the client notices a connection that has gone silent, unless it has them. Without them, a call that
 * the server answers no more lasts 10 s, and a subscription on which nothing comes any more 20 s.
 */
function noticingSilence(url: string, deadlineMs: number): string {
  const wanted = { defaultDeadline: deadlineMs, keepAliveTimeout: deadlineMs };
  const lacking = Object.entries(wanted).filter(([name]) => !url.toLowerCase().includes(name.toLowerCase()));
  const settings = lacking.map(([name, value]) => `${name}=${value}`).join('&');
  if (settings === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${settings}`;
}
