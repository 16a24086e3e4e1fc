import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Page, ToolSummary } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newestPages } from '../consistency/never-backwards.ts';
import { type Covered, coveredBy, type ProjectedSources } from './covered.ts';
import { narrowingOf, type ToolFilters } from './list-filters.ts';

/** How many tools a page of the list has. */
export const TOOLS_PAGE = 100;

interface ToolsOptions {
  readonly limit?: number;
  /** How far sources are known to be projected when the list is asked for. */
  readonly projected?: () => ProjectedSources;
}

const nothingKnown = (): ProjectedSources => new Map();

/** The list of tools, page by page, each page with how many there are in all. Tools are listed without their schemas. */
export function toolsQuery(api: Api, filters: ToolFilters, options: ToolsOptions = {}) {
  const { limit = TOOLS_PAGE, projected = nothingKnown } = options;
  return infiniteQueryOptions({
    queryKey: ['tool', 'list', { ...filters, limit }],
    queryFn: async ({ pageParam, signal }) => {
      const known = projected();
      const parameters = new URLSearchParams({
        ...narrowingOf(filters),
        sort: filters.sort,
        limit: String(limit),
        ...(pageParam === null ? { count: 'exact' } : { cursor: pageParam }),
      });
      const page = await api<Page<ToolSummary>>(`/api/v1/tools?${parameters}`, { signal });
      return { ...page, items: page.items.map((tool) => coveredBy(known, tool)) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
}

type Pages = Parameters<typeof newestPages<Covered<ToolSummary>, string | null>>[1];
