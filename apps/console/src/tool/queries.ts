import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { groupOfTool, Page, Tool, ToolSummary } from '@tools-provider/contracts';
import type { z } from 'zod';
import type { Api } from '../api-client/api.ts';
import { newest, newestPages } from '../consistency/never-backwards.ts';
import { type Covered, coveredBy, type ProjectedSources } from './covered.ts';
import { narrowingOf, type ToolFilters } from './list-filters.ts';

/** How many tools come with the page, and how many at a time when more are wanted. */
const FIRST_TOOLS = 50;
const MORE_TOOLS = 500;

/** Seconds that a read may wait for a revision that this browser knows to be written. */
const WAIT_SECONDS = 5;

interface ToolsOptions {
  /** How many tools the first page has. */
  readonly limit?: number;
  /** How far sources are known to be projected when the list is asked for. */
  readonly projected?: () => ProjectedSources;
}

const nothingKnown = (): ProjectedSources => new Map();

/** The list of tools, page by page, the first with how many there are in all. Tools are listed without their schemas. */
export function toolsQuery(api: Api, filters: ToolFilters, options: ToolsOptions = {}) {
  const { limit = FIRST_TOOLS, projected = nothingKnown } = options;
  return infiniteQueryOptions({
    queryKey: ['tool', 'list', { ...filters, limit }],
    queryFn: async ({ pageParam, signal }) => {
      const known = projected();
      const parameters = new URLSearchParams({
        ...narrowingOf(filters),
        sort: filters.sort,
        ...(pageParam === null
          ? { limit: String(limit), count: 'exact' }
          : { limit: String(MORE_TOOLS), cursor: pageParam }),
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

interface ToolOptions {
  readonly projected?: () => ProjectedSources;
  /** The revision of the tool's source that is known to be written. */
  readonly written?: () => number | null;
}

/** One tool. When more is known to be written of its source than is shown, the api waits for it a little. */
export function toolQuery(api: Api, id: string, options: ToolOptions = {}) {
  const { projected = nothingKnown, written = () => null } = options;
  const queryKey = ['tool', 'detail', id] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const known = projected();
      const shown = client.getQueryData<Covered<Tool>>(queryKey);
      const wanted = written() ?? -1;
      const path = `/api/v1/tools/${encodeURIComponent(id)}`;
      const isBehind = wanted > Math.max(shown?.revision ?? -1, shown?.covered ?? -1);
      const tool = await (isBehind
        ? api<Tool>(`${path}?minRevision=${wanted}`, { signal, waitSeconds: WAIT_SECONDS })
        : api<Tool>(path, { signal }));
      return coveredBy(known, tool);
    },
    structuralSharing: (shown, read) => newest(shown as Covered<Tool> | undefined, read as Covered<Tool>),
  });
}

/** A group whose definition is about a tool, and why it has the tool or has it not. */
export type GroupOfTool = z.infer<typeof groupOfTool>;

/** The groups whose definitions are about a tool, page by page. */
export function groupsOfToolQuery(api: Api, id: string) {
  return infiniteQueryOptions({
    queryKey: ['tool', 'groups', id],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return api<Page<GroupOfTool>>(`/api/v1/tools/${encodeURIComponent(id)}/groups?limit=50${cursor}`, {
        signal,
      });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
}
