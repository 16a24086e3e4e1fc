import type { Feed, FeedEvent, FeedFilter, FeedPage, FeedQuery } from '@tools-provider/event-sourcing';
import { formatEvent, HEARTBEAT, HEARTBEAT_INTERVAL_MS } from '../event-stream/server-sent-event.ts';
import { invalidHeader, invalidQuery } from '../http/invalid-request.ts';

const STREAM_BATCH = 100;

/** Says when the feed may hold something new; asked before the feed is read, it misses nothing. */
export interface FeedSignals {
  feedSignal(): Promise<void>;
}

/** Which events are wanted, and after which number. */
export type FeedRange = Omit<FeedQuery, 'limit'>;

/** Reads the feed for those who wait for more of it. */
export class FeedReader {
  readonly #feed: Feed;
  readonly #signals: FeedSignals;

  constructor(feed: Feed, signals: FeedSignals) {
    this.#feed = feed;
    this.#signals = signals;
  }

  /** The number to go on after, for the id that the header or else the query names; 0, the beginning, for none. `invalid` for an id the feed does not hold. */
  async positionAfter(header: string | undefined, query: string | undefined): Promise<number> {
    const id = header ?? query;
    if (id === undefined) return 0;
    const sequence = await this.#feed.sequenceOf(id);
    if (sequence !== undefined) return sequence;
    const detail = 'is no event of the feed; begin at the start by leaving it out';
    throw header === undefined ? invalidQuery('lastEventId', detail) : invalidHeader('Last-Event-ID', detail);
  }

  /** The next page; one without news only after `timeoutMs` without any, or when `signal` aborts. News are events that match unless told. */
  async page(
    query: FeedQuery,
    timeoutMs: number,
    signal: AbortSignal,
    hasNews = ({ events }: FeedPage) => events.length > 0,
  ): Promise<FeedPage> {
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    let after = query.after;
    for (;;) {
      const news = this.#signals.feedSignal();
      const page = await this.#feed.page({ ...query, after });
      if (hasNews(page) || timeoutMs === 0 || until.aborted) return page;
      after = page.lookedUpTo;
      await untilEither(news, until);
    }
  }

  /** The last events, or the last before one of them; `invalid` for an id the feed does not hold. */
  async lastPage(limit: number, filter: FeedFilter, beforeId: string | undefined): Promise<FeedPage> {
    if (beforeId === undefined) return this.#feed.lastPage({ ...filter, limit });
    return this.#feed.lastPage({ ...filter, limit, before: await this.positionAfter(undefined, beforeId) });
  }

  /**
   * All events after a number, and then each as it comes, until `signal` aborts. Where a filter leaves some out, it is told up to which number
   * was looked.
   */
  async *stream(range: FeedRange, signal: AbortSignal): AsyncGenerator<string> {
    const isFiltered = range.types !== undefined || range.subject !== undefined;
    yield HEARTBEAT;
    for (let after = range.after; !signal.aborted; ) {
      const looksOn = ({ events, lookedUpTo }: FeedPage) =>
        events.length > 0 || (isFiltered && lookedUpTo > after);
      const query = { ...range, after, limit: STREAM_BATCH };
      const page = await this.page(query, HEARTBEAT_INTERVAL_MS, signal, looksOn);
      if (signal.aborted) return;
      const messages = page.events.map(messageOf);
      if (isFiltered && page.lookedUpTo > after) messages.push(positionMessage(page.lookedUpTo));
      after = page.lookedUpTo;
      yield messages.length > 0 ? messages.join('') : HEARTBEAT;
    }
  }
}

function messageOf(event: FeedEvent): string {
  return formatEvent({ id: event.id, data: event });
}

function positionMessage(lookedUpTo: number): string {
  return formatEvent({ event: 'position', data: { lookedUpTo } });
}

async function untilEither(news: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([news, promise]);
  signal.removeEventListener('abort', stop);
}
