import { type CloudEvent, cloudEvent } from '@tools-provider/contracts';
import { signInAgain } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { backoffMs } from '../live/backoff.ts';
import { patience } from '../live/patience.ts';
import { readEventStream } from '../live/server-sent-events.ts';
import { type FeedFilters, feedParameters } from './filters.ts';

const SILENCE_MS = 40_000;

interface FeedListener {
  onEvent(event: CloudEvent): void;
  onConnected(isConnected: boolean): void;
}

/** Follows the feed from its beginning until the signal is aborted, going on after the last event whenever it is interrupted. */
export async function followFeed(
  filters: FeedFilters,
  signal: AbortSignal,
  listener: FeedListener,
): Promise<void> {
  let lastEventId: string | undefined;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await readEventStream(
        `/api/v1/events?${feedParameters(filters)}`,
        {
          signal,
          silenceMs: SILENCE_MS,
          ...(lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } }),
        },
        {
          onOpen: () => {
            attempt = 1;
            listener.onConnected(true);
          },
          onEvent: ({ data, id }) => {
            const event = parse(data);
            if (event === undefined) return;
            lastEventId = id ?? event.id;
            listener.onEvent(event);
          },
        },
      );
    } catch (error) {
      if (!signal.aborted && problemOf(error)?.status === 401) return signInAgain();
    }
    if (signal.aborted) return;
    listener.onConnected(false);
    await patience(backoffMs(attempt), signal);
  }
}

function parse(text: string): CloudEvent | undefined {
  try {
    return cloudEvent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
