import { queryOptions } from '@tanstack/react-query';
import type { Page, Source } from '@tools-provider/contracts';
import type { Api } from '../../api-client/api.ts';

const MOST = 500;

/** What the sources are called, by their ids. */
export function sourceNamesQuery(api: Api) {
  return queryOptions({
    queryKey: ['source', 'choices'],
    queryFn: async ({ signal }) => {
      const page = await api<Page<Source>>(`/api/v1/sources?limit=${MOST}`, { signal });
      return Object.fromEntries(page.items.map(({ id, name }) => [id, name]));
    },
  });
}
