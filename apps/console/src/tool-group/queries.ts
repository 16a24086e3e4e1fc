import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { GroupPreview, Page, PreviewBody, ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newest, newestPages } from '../consistency/never-backwards.ts';
import { type ToolGroupFilters, toolGroupFilterOf } from './list-filters.ts';

const PAGE_SIZE = 50;

/** Seconds that a read may wait for a revision that this browser knows to be written. */
const WAIT_SECONDS = 5;

/** The list of tool groups, page by page. */
export function toolGroupsQuery(api: Api, filters: ToolGroupFilters, limit = PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: ['tool-group', 'list', { ...filters, limit }],
    queryFn: ({ pageParam, signal }) =>
      api<Page<ToolGroup>>(`/api/v1/tool-groups?${listParameters(filters, limit, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
}

/** How many tool groups the filters find. */
export function toolGroupCountQuery(api: Api, filters: ToolGroupFilters) {
  return queryOptions({
    queryKey: ['tool-group', 'count', toolGroupFilterOf(filters)],
    queryFn: async ({ signal }) => {
      const parameters = listParameters(filters, 1, null);
      parameters.set('count', 'exact');
      const { total = 0 } = await api<Page<ToolGroup>>(`/api/v1/tool-groups?${parameters}`, { signal });
      return total;
    },
  });
}

type Pages = Parameters<typeof newestPages<ToolGroup, string | null>>[1];

function listParameters(filters: ToolGroupFilters, limit: number, cursor: string | null): URLSearchParams {
  const parameters = new URLSearchParams({
    sort: filters.sort,
    limit: String(limit),
    ...toolGroupFilterOf(filters),
  } as Record<string, string>);
  if (cursor !== null) parameters.set('cursor', cursor);
  return parameters;
}

/** One tool group. When a higher revision than the shown one is known to be written, the api waits for it a little. */
export function toolGroupQuery(api: Api, id: string, writtenRevision: () => number | null = () => null) {
  const queryKey = ['tool-group', 'detail', id] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ client, signal }) => {
      const shown = client.getQueryData<ToolGroup>(queryKey)?.revision ?? -1;
      const written = writtenRevision() ?? -1;
      const path = `/api/v1/tool-groups/${encodeURIComponent(id)}`;
      if (written <= shown) return api<ToolGroup>(path, { signal });
      return api<ToolGroup>(`${path}?minRevision=${written}`, { signal, waitSeconds: WAIT_SECONDS });
    },
    structuralSharing: (shown, read) => newest(shown as ToolGroup | undefined, read as ToolGroup),
  });
}

/** A tool group as it was at a revision, which never changes. */
export function pastToolGroupQuery(api: Api, id: string, revision: number) {
  return queryOptions({
    queryKey: ['tool-group', 'past', id, revision],
    queryFn: ({ signal }) =>
      api<WrittenToolGroup>(`/api/v1/tool-groups/${encodeURIComponent(id)}?atRevision=${revision}`, {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a definition would do to a group that is shown at `revision`. */
export function previewQuery(api: Api, body: PreviewBody, revision: number | null) {
  return queryOptions({
    queryKey: ['tool-group', 'preview', body, revision],
    queryFn: ({ signal }) =>
      api<GroupPreview>('/api/v1/tool-groups/preview', { method: 'POST', body, signal }),
    retry: false,
  });
}
