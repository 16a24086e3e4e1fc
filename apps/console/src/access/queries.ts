import { queryOptions } from '@tanstack/react-query';
import type { ServiceToken } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** The service tokens, the newest first. No live change tells of them, so they are read again when the page is looked at again. */
export function serviceTokensQuery(api: Api) {
  return queryOptions({
    queryKey: ['service-tokens'],
    queryFn: async ({ signal }) => {
      const { items } = await api<{ readonly items: readonly ServiceToken[] }>('/api/v1/service-tokens', {
        signal,
      });
      return items;
    },
    refetchOnWindowFocus: 'always',
    refetchOnMount: 'always',
  });
}
