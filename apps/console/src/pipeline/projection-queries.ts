import { queryOptions } from '@tanstack/react-query';
import type { ProjectionList, RebuildJobBody } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the projections and what is done with them. */
export const projectionsKey = ['projections'] as const;

const WHILE_ACTIVE_MS = 500;
const EVERY_MS = 15_000;

/** The projections, what is under way for them, and what came of the last jobs. No live message tells of it. */
export function projectionsQuery(api: Api) {
  return queryOptions({
    queryKey: projectionsKey,
    queryFn: ({ signal }) => api<ProjectionList>('/api/v1/projections', { signal }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && activeJob(state.data) !== undefined ? WHILE_ACTIVE_MS : EVERY_MS,
  });
}

/** What waits or is under way; there is one at most. */
export function activeJob({ items }: ProjectionList): RebuildJobBody | undefined {
  return items.find(({ job }) => job !== null)?.job ?? undefined;
}
