import type { FeedEvent, ProjectionObserver, ProjectionStatus } from '@tools-provider/event-sourcing';
import type { EmbeddedStores } from './embedded-stores.ts';

/** Resolves when every stream is projected up to the revision given for it. */
export async function untilProjected(
  stores: EmbeddedStores,
  heads: ReadonlyMap<string, number>,
): Promise<void> {
  await untilStatus(stores, heads.keys(), ({ stream, projected }) => projected >= (heads.get(stream) ?? 0));
}

/** Resolves when an aggregate is set aside. */
export async function untilSetAside(stores: EmbeddedStores, stream: string): Promise<void> {
  await untilStatus(stores, [stream], ({ failure }) => failure !== undefined);
}

/** Reads statuses at each of the read model's own signals, and once when the signals are open, until all are as wanted. */
async function untilStatus(
  stores: EmbeddedStores,
  streams: Iterable<string>,
  isReached: (status: ProjectionStatus) => boolean,
): Promise<void> {
  const waiting = new Set(streams);
  const ended = new AbortController();
  const failed = Promise.withResolvers<never>();
  const look = (candidates: readonly string[]) => {
    stores.mongoDb.statuses.loadStatuses(candidates).then((statuses) => {
      for (const status of statuses.values()) if (isReached(status)) waiting.delete(status.stream);
      if (waiting.size === 0) ended.abort();
    }, failed.reject);
  };
  const observer: ProjectionObserver = {
    onOpen: () => look([...waiting]),
    onProjected: ({ stream }) => {
      if (waiting.has(stream)) look([stream]);
    },
  };
  await Promise.race([stores.mongoDb.signals.follow(observer, { signal: ended.signal }), failed.promise]);
}

/** Resolves when the feed holds at least so many events. Looks at each of its signals, and once when the signals are open. */
export async function untilFeedHolds(
  stores: EmbeddedStores,
  events: number,
  unless?: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const signal = unless === undefined ? ended.signal : AbortSignal.any([ended.signal, unless]);
  const failed = Promise.withResolvers<never>();
  const look = () => {
    stores.mongoDb.feed.page({ after: events - 1, limit: 1 }).then((page) => {
      if (page.events.length > 0) ended.abort();
    }, failed.reject);
  };
  const observer: ProjectionObserver = { onOpen: look, onProjected: () => undefined, onFeedGrown: look };
  await Promise.race([stores.mongoDb.signals.follow(observer, { signal }), failed.promise]);
}

/** Every event of the feed, in its order. */
export async function wholeFeed(stores: EmbeddedStores): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = 0; ; ) {
    const page = await stores.mongoDb.feed.page({ after, limit: 500 });
    events.push(...page.events);
    if (page.lookedUpTo === after) return events;
    after = page.lookedUpTo;
  }
}
