import { queryOptions } from '@tanstack/react-query';
import type { View, ViewList } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Below this key lie the views of every list. */
export const viewsKey = ['views'] as const;

/** The saved views of a list: the person's own, then those that others share. */
export function viewsQuery(api: Api, list: ViewList) {
  return queryOptions({
    queryKey: [...viewsKey, list],
    queryFn: async ({ signal }) => {
      const { items } = await api<{ readonly items: readonly View[] }>(`/api/v1/views?list=${list}`, {
        signal,
      });
      return items;
    },
  });
}
