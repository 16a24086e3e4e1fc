import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { GroupTools } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import type { GroupPageState } from './page-state.ts';

const PAGE_SIZE = 100;

/** While they are being worked out they are asked for again this often: what is worked out without a change is told to nobody. */
const UNFINISHED_EVERY_MS = 1500;

type ToolFilters = Pick<GroupPageState, 'search' | 'resolved' | 'sort'>;

/** The tools that a group's definition is about, with why, page by page. */
export function groupToolsQuery(api: Api, id: string, { search, resolved, sort }: ToolFilters) {
  return infiniteQueryOptions({
    queryKey: ['tool-group', 'tools', id, { search, resolved, sort }],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ sort, limit: String(PAGE_SIZE) });
      const words = search.trim();
      for (const [name, value] of Object.entries({ search: words, resolved, cursor: pageParam })) {
        if (value !== null && value !== '') parameters.set(name, value);
      }
      return api<GroupTools>(`/api/v1/tool-groups/${encodeURIComponent(id)}/tools?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.memberships.status === 'pending' ? UNFINISHED_EVERY_MS : false,
  });
}
