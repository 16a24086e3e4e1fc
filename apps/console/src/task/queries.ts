import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page, Task } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { newest, newestPages } from '../consistency/never-backwards.ts';
import { peopleOf } from './known-people.ts';
import { allTasks, type TaskFilters, taskFilterOf } from './list-filters.ts';

const PAGE_SIZE = 50;

/** How many cards of a column of the board are read at once. */
export const CARDS = 25;
const WAIT_SECONDS = 5;

/** The list of tasks, page by page. */
export function tasksQuery(api: Api, filters: TaskFilters, limit = PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: ['task', 'list', { ...taskFilterOf(filters), sort: filters.sort, limit }],
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
  for (const [name, value] of Object.entries(taskFilterOf(filters))) {
    if (value !== undefined) parameters.set(name, value);
  }
  if (cursor !== null) parameters.set('cursor', cursor);
  return parameters;
}

/** How many tasks the filters find in all. */
export function taskCountQuery(api: Api, filters: TaskFilters) {
  return queryOptions({
    queryKey: ['task', 'count', taskFilterOf(filters)],
    queryFn: async ({ signal }) => {
      const parameters = listParameters(filters, 1, null);
      parameters.set('count', 'exact');
      const { total = 0 } = await api<Page<Task>>(`/api/v1/tasks?${parameters}`, { signal });
      return total;
    },
  });
}

/** Who has, made or changed one of the newest tasks, by their ids. */
export function taskPeopleQuery(api: Api) {
  return queryOptions({
    queryKey: ['task', 'people'],
    queryFn: async ({ signal }) => {
      const { items } = await api<Page<Task>>(`/api/v1/tasks?${listParameters(allTasks, 500, null)}`, {
        signal,
      });
      return peopleOf(items);
    },
  });
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
