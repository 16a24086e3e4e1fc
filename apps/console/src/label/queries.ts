import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Label, Page } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newestPages } from '../consistency/never-backwards.ts';
import { type LabelFilters, noLabelFilters } from './list-filters.ts';

const PAGE_SIZE = 50;
/** The most that the api gives at once. */
const ALL = 500;

/** The list of labels, page by page. */
export function labelsQuery(api: Api, filters: LabelFilters, limit = PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: ['label', 'list', { ...filters, limit }],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ sort: filters.sort, limit: String(limit) });
      if (filters.search.trim() !== '') parameters.set('search', filters.search.trim());
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return api<Page<Label>>(`/api/v1/labels?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
}

type Pages = Parameters<typeof newestPages<Label, string | null>>[1];

/** The labels to choose from, by name: as many as the api gives at once. */
export function allLabelsQuery(api: Api) {
  return labelsQuery(api, noLabelFilters, ALL);
}
