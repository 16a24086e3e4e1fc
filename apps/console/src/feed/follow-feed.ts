import type { CloudEvent } from '@tools-provider/contracts';
import { loadContracts } from '../api-client/contracts.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { sessionEnd } from '../api-client/session-end.ts';
import { backoffMs } from '../live/backoff.ts';
import { patience } from '../live/patience.ts';
import { readEventStream } from '../live/server-sent-events.ts';
import { type FeedFilters, feedParameters } from './filters.ts';

const SILENCE_MS = 40_000;

interface FeedListener {
  onEvent(event: CloudEvent): void;
  /** Everything up to this number was looked at. */
  onPosition(sequence: number): void;
  onConnected(isConnected: boolean): void;
  /** The feed does not hold the event any more that was to be followed after: it is another feed than it was. */
  onLost(): void;
}

/** Follows the feed after an event, or from its beginning, until the signal is aborted, and goes on after the last one whenever it is interrupted. */
export async function followFeed(
  filters: FeedFilters,
  afterEventId: string | undefined,
  signal: AbortSignal,
  listener: FeedListener,
): Promise<void> {
  let lastEventId = afterEventId;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      const { cloudEvent, feedPosition } = await loadContracts();
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
          onEvent: ({ event: name, data, id }) => {
            if (name === 'position') {
              const position = feedPosition.safeParse(json(data)).data;
              if (position !== undefined) listener.onPosition(position.lookedUpTo);
              return;
            }
            const event = cloudEvent.safeParse(json(data)).data;
            if (event === undefined) return;
            lastEventId = id ?? event.id;
            listener.onEvent(event);
          },
        },
      );
    } catch (error) {
      if (signal.aborted) return;
      const status = problemOf(error)?.status;
      if (status === 400) return listener.onLost();
      if (status === 401) {
        sessionEnd.end();
        listener.onConnected(false);
        await sessionEnd.resumed(signal);
        continue;
      }
    }
    if (signal.aborted) return;
    listener.onConnected(false);
    await patience(backoffMs(attempt), signal);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
