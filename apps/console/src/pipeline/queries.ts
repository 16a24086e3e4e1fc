import { queryOptions } from '@tanstack/react-query';
import type { Pipeline } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the state of the pipeline; live messages write it too. */
export const pipelineKey = ['pipeline'] as const;

/** How the workers are and how far behind the read model is. */
export function pipelineQuery(api: Api) {
  return queryOptions({
    queryKey: pipelineKey,
    queryFn: ({ signal }) => api<Pipeline>('/api/v1/pipeline', { signal }),
  });
}
