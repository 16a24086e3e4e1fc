import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page, Source } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newest, newestPages } from '../consistency/never-backwards.ts';
import { noSourceFilters, type SourceFilters } from './list-filters.ts';

const PAGE_SIZE = 50;
const WAIT_SECONDS = 5;
/** The most that the api gives at once. */
const ALL = 500;

/** The list of sources, page by page. */
export function sourcesQuery(api: Api, filters: SourceFilters, limit = PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: ['source', 'list', { ...filters, limit }],
    queryFn: ({ pageParam, signal }) =>
      api<Page<Source>>(`/api/v1/sources?${listParameters(filters, limit, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
}

type Pages = Parameters<typeof newestPages<Source, string | null>>[1];

/** The sources to choose from, by name: as many as the api gives at once. */
export function allSourcesQuery(api: Api) {
  return sourcesQuery(api, noSourceFilters, ALL);
}

function listParameters(filters: SourceFilters, limit: number, cursor: string | null): URLSearchParams {
  const parameters = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries({ ...filters, search: filters.search.trim(), cursor })) {
    if (value !== null && value !== '') parameters.set(name, value);
  }
  return parameters;
}

/** One source. When a higher revision than the shown one is known to be written, the api waits for it a little. */
export function sourceQuery(api: Api, id: string, writtenRevision: () => number | null = () => null) {
  const queryKey = ['source', 'detail', id] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ client, signal }) => {
      const shown = client.getQueryData<Source>(queryKey)?.revision ?? -1;
      const written = writtenRevision() ?? -1;
      const path = `/api/v1/sources/${encodeURIComponent(id)}`;
      if (written <= shown) return api<Source>(path, { signal });
      return api<Source>(`${path}?minRevision=${written}`, { signal, waitSeconds: WAIT_SECONDS });
    },
    structuralSharing: (shown, read) => newest(shown as Source | undefined, read as Source),
  });
}
