import { queryOptions } from '@tanstack/react-query';
import type { CloudEvent } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { type FeedFilters, feedParameters } from './filters.ts';

/** How many events the page begins with. */
export const FIRST_EVENTS = 30;

/** How many older ones come at once. */
export const OLDER_EVENTS = 100;

/** The newest events that the filters let through; what comes after them is followed. */
export function newestEventsQuery(api: Api, filters: FeedFilters) {
  return queryOptions({
    queryKey: ['feed', 'newest', filters],
    queryFn: ({ signal }) => readEvents(api, filters, { direction: 'backward', limit: FIRST_EVENTS }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // What the page has begun with stays: whatever comes after it is followed, and may be held back.
    structuralSharing: (begun, read) => begun ?? read,
  });
}

/** The events right before one, in the order of the feed. */
export function eventsBefore(
  api: Api,
  filters: FeedFilters,
  eventId: string,
): Promise<readonly CloudEvent[]> {
  return readEvents(api, filters, { direction: 'backward', limit: OLDER_EVENTS, lastEventId: eventId });
}

/** The id of the newest event of all; undefined while there is none. */
export async function newestEventId(api: Api, signal: AbortSignal): Promise<string | undefined> {
  const all = { aggregate: null, type: null, subject: null };
  const [newest] = await readEvents(api, all, { direction: 'backward', limit: 1 }, signal);
  return newest?.id;
}

/** The events right after one, whatever the filters. */
export function eventsAfter(api: Api, eventId: string, limit: number): Promise<readonly CloudEvent[]> {
  const all = { aggregate: null, type: null, subject: null };
  return readEvents(api, all, { limit: Math.min(limit, 500), lastEventId: eventId });
}

function readEvents(
  api: Api,
  filters: FeedFilters,
  range: Readonly<Record<string, string | number>>,
  signal?: AbortSignal,
): Promise<readonly CloudEvent[]> {
  const parameters = feedParameters(filters);
  for (const [name, value] of Object.entries(range)) parameters.set(name, String(value));
  const accept = 'application/cloudevents-batch+json';
  return api(`/api/v1/events?${parameters}`, { accept, ...(signal === undefined ? {} : { signal }) });
}
