import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page, Task } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newest, newestPages } from '../consistency/never-backwards.ts';
import type { TaskFilters } from './list-filters.ts';

const PAGE_SIZE = 50;
const WAIT_SECONDS = 5;

/** The list of tasks, page by page. */
export function tasksQuery(api: Api, filters: TaskFilters, limit = PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: ['task', 'list', { ...filters, limit }],
    queryFn: ({ pageParam, signal }) =>
      api<Page<Task>>(`/api/v1/tasks?${listParameters(filters, limit, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    structuralSharing: (shown, read) => newestPages(shown as Pages | undefined, read as Pages),
  });
}

type Pages = Parameters<typeof newestPages<Task, string | null>>[1];

function listParameters(filters: TaskFilters, limit: number, cursor: string | null): URLSearchParams {
  const parameters = new URLSearchParams({ sort: filters.sort, limit: String(limit) });
  const { search, status, priority, assigneeId } = filters;
  for (const [name, value] of Object.entries({
    search: search.trim(),
    status,
    priority,
    assigneeId,
    cursor,
  })) {
    if (value !== null && value !== '') parameters.set(name, value);
  }
  return parameters;
}

/** One task. When a higher revision than the shown one is known to be written, the api waits for it a little. */
export function taskQuery(api: Api, id: string, writtenRevision: () => number | null = () => null) {
  const queryKey = ['task', 'detail', id] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ client, signal }) => {
      const shown = client.getQueryData<Task>(queryKey)?.revision ?? -1;
      const written = writtenRevision() ?? -1;
      const path = `/api/v1/tasks/${encodeURIComponent(id)}`;
      if (written <= shown) return api<Task>(path, { signal });
      return api<Task>(`${path}?minRevision=${written}`, { signal, waitSeconds: WAIT_SECONDS });
    },
    structuralSharing: (shown, read) => newest(shown as Task | undefined, read as Task),
  });
}
