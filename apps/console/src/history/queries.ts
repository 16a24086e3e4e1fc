import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AggregateName, EventTrace, History } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

const PAGE_SIZE = 50;

const collections = {
  'tool-group': 'tool-groups',
  task: 'tasks',
  source: 'sources',
  label: 'labels',
} as const;

/** Where one aggregate is served. */
export function aggregatePath(aggregate: AggregateName, id: string): string {
  return `/api/v1/${collections[aggregate]}/${encodeURIComponent(id)}`;
}

/** What has happened to one aggregate, newest first, page by page. It is read from the log, so never behind. */
export function historyQuery(api: Api, aggregate: AggregateName, id: string) {
  return infiniteQueryOptions({
    queryKey: [aggregate, 'history', id],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return api<History>(`${aggregatePath(aggregate, id)}/history?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}

/** When the last events of one aggregate passed the pipeline, newest first; the worker tells it about half a second later. */
export function traceQuery(api: Api, aggregate: AggregateName, id: string) {
  return queryOptions({
    queryKey: [aggregate, 'trace', id],
    queryFn: ({ signal }) =>
      api<{ readonly items: readonly EventTrace[] }>(
        `/api/v1/consistency/${aggregate}/${encodeURIComponent(id)}/trace`,
        { signal },
      ),
  });
}
