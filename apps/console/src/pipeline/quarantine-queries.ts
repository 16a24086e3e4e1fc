import { queryOptions } from '@tanstack/react-query';
import type { Page, QuarantinedAggregate } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the aggregates that are set aside. */
export const quarantineKey = ['quarantine'] as const;

const EVERY_MS = 10_000;
const WHILE_REQUESTED_MS = 1000;

/** The first aggregates that are set aside, and whether there are more. */
export function quarantineQuery(api: Api) {
  return queryOptions({
    queryKey: quarantineKey,
    queryFn: ({ signal }) => api<Page<QuarantinedAggregate>>('/api/v1/pipeline/quarantine', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ requested }) => requested !== null) ? WHILE_REQUESTED_MS : EVERY_MS,
  });
}
