import { queryOptions } from '@tanstack/react-query';
import type { CloudEvent } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { type FeedFilters, feedParameters } from './filters.ts';

/** Whether the feed holds anything that the filters let through. */
export function feedHasEventsQuery(api: Api, filters: FeedFilters) {
  return queryOptions({
    queryKey: ['feed', 'has-events', filters],
    queryFn: async ({ signal }) => {
      const parameters = feedParameters(filters);
      parameters.set('limit', '1');
      const accept = 'application/cloudevents-batch+json';
      const events = await api<readonly CloudEvent[]>(`/api/v1/events?${parameters}`, { signal, accept });
      return events.length > 0;
    },
  });
}
