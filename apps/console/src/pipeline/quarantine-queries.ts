import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Page, QuarantinedAggregate } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the aggregates that are set aside. */
export const quarantineKey = ['quarantine'] as const;

const EVERY_MS = 10_000;
const WHILE_REQUESTED_MS = 1000;

/** The aggregates that are set aside, page by page. Live messages say when others are; what is asked for one, none says. */
export function quarantineQuery(api: Api) {
  return infiniteQueryOptions({
    queryKey: quarantineKey,
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`;
      return api<Page<QuarantinedAggregate>>(`/api/v1/pipeline/quarantine${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ requested }) => requested !== null))
        ? WHILE_REQUESTED_MS
        : EVERY_MS,
  });
}
