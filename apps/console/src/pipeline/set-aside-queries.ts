import { queryOptions } from '@tanstack/react-query';
import type { SetAsideItem } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps what is set aside. */
export const setAsideKey = ['set-aside'] as const;

const EVERY_MS = 10_000;
const WHILE_RETRYING_MS = 1000;

/** What sagas and the outbox have set aside, the oldest first. No live message tells of it, so a page that shows it asks now and then. */
export function setAsideQuery(api: Api) {
  return queryOptions({
    queryKey: setAsideKey,
    queryFn: async ({ signal }) => {
      const path = '/api/v1/pipeline/set-aside';
      return (await api<{ readonly items: readonly SetAsideItem[] }>(path, { signal })).items;
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ isRetryRequested }) => isRetryRequested) ? WHILE_RETRYING_MS : EVERY_MS,
  });
}
