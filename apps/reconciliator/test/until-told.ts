import type { FeedEvent, ProjectionObserver } from '@tools-provider/event-sourcing';
import type { EmbeddedStores } from './embedded-stores.ts';

const PREFIX = 'io.tools-provider.';

/** Resolves with the first event of a type (without the prefix) and subject in the feed, as soon as there is one. */
export async function untilTold(stores: EmbeddedStores, type: string, subject: string): Promise<FeedEvent> {
  const event = await toldUnless(stores, type, subject, new AbortController().signal);
  if (event === undefined) throw new Error('Nobody ended the wait, and nothing was told');
  return event;
}

/** As {@link untilTold}, but ends without an event when `unless` aborts before. */
export async function toldUnless(
  stores: EmbeddedStores,
  type: string,
  subject: string,
  unless: AbortSignal,
): Promise<FeedEvent | undefined> {
  const ended = new AbortController();
  const found = Promise.withResolvers<FeedEvent | undefined>();
  const giveUp = () => {
    ended.abort();
    found.resolve(undefined);
  };
  unless.addEventListener('abort', giveUp);
  if (unless.aborted) giveUp();
  const look = () => {
    const query = { after: 0, limit: 1, types: [`${PREFIX}${type}`], subject };
    stores.mongoDb.feed.page(query).then(({ events: [event] }) => {
      if (event === undefined) return;
      ended.abort();
      found.resolve(event);
    }, found.reject);
  };
  const observer: ProjectionObserver = { onOpen: look, onProjected: () => undefined, onFeedGrown: look };
  const following = stores.mongoDb.signals.follow(observer, { signal: ended.signal });
  following.catch(found.reject);
  const event = await found.promise;
  await following;
  unless.removeEventListener('abort', giveUp);
  return event;
}
