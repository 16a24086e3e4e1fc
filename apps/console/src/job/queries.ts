import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CreateJobBody, Job, JobItem, JobPreview, Page } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import type { JobOutcome } from './words.ts';

const PAGE_SIZE = 50;

/** Nobody tells when a job gets on, so one that is not over is asked after at this pace while its page is looked at. */
const ASKED_EVERY_MS = 500;

/** The pace for a job that has long to go, and while the api cannot say how it gets on. */
const SELDOM_MS = 2_000;

/** A job with so many seconds to go moves on too little in {@link ASKED_EVERY_MS} to be seen. */
const LONG_SECONDS = 20;

/** Below this key lies everything about jobs. */
export const jobsKey = ['job'] as const;

/** How many things a job would be about, without any of it being done. It is asked anew each time it is wanted. */
export function jobPreviewQuery(api: Api, body: CreateJobBody) {
  return queryOptions({
    queryKey: [...jobsKey, 'preview', body],
    queryFn: ({ signal }) =>
      api<JobPreview>('/api/v1/jobs', { method: 'POST', body: { ...body, dryRun: true }, signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Somebody's own jobs, for an admin all, the newest first; asked again while one of them is not over. */
export function jobsQuery(api: Api) {
  return infiniteQueryOptions({
    queryKey: [...jobsKey, 'list'],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return api<Page<Job>>(`/api/v1/jobs?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    refetchInterval: ({ state }) => {
      const isAnyOpen = state.data?.pages.some(({ items }) => items.some((job) => !isOver(job)));
      return isAnyOpen ? SELDOM_MS : false;
    },
  });
}

/** How a job gets on, asked again until it is over. */
export function jobQuery(api: Api, id: string) {
  return queryOptions({
    queryKey: [...jobsKey, 'detail', id],
    queryFn: ({ signal }) => api<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => askedAgainAfter(state.data, state.error),
  });
}

/** What became of a job's items, page by page; `outcome` null: of all. */
export function jobItemsQuery(api: Api, id: string, outcome: JobOutcome | null) {
  return infiniteQueryOptions({
    queryKey: [...jobsKey, 'items', id, outcome],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(2 * PAGE_SIZE) });
      if (outcome !== null) parameters.set('outcome', outcome);
      if (pageParam !== null) parameters.set('cursor', pageParam);
      return api<Page<JobItem>>(`/api/v1/jobs/${encodeURIComponent(id)}/items?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
  });
}

/** After how many milliseconds a job is asked for again; false: never, because nothing more will come, or there is no such job. */
export function askedAgainAfter(
  job: Pick<Job, 'state' | 'etaSeconds'> | undefined,
  error: unknown = null,
): number | false {
  if (job !== undefined && isOver(job)) return false;
  if (error !== null) return (problemOf(error)?.status ?? 503) < 500 ? false : SELDOM_MS;
  return (job?.etaSeconds ?? 0) > LONG_SECONDS ? SELDOM_MS : ASKED_EVERY_MS;
}

/** Whether nothing more will come of a job. */
export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state === 'done' || state === 'cancelled';
}

/** The ids of all items of a job that came to one of these. */
export async function jobItemIds(
  api: Api,
  id: string,
  outcomes: readonly JobOutcome[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const outcome of outcomes) {
    for (let cursor: string | undefined; ; ) {
      const parameters = new URLSearchParams({ outcome, limit: '500' });
      if (cursor !== undefined) parameters.set('cursor', cursor);
      const page = await api<Page<JobItem>>(`/api/v1/jobs/${encodeURIComponent(id)}/items?${parameters}`);
      ids.push(...page.items.map((item) => item.id));
      if (page.next === undefined) break;
      cursor = page.next;
    }
  }
  return ids;
}
