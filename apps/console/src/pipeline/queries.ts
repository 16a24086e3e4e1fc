import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import type { Pipeline, PipelineSamples } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the state of the pipeline; live messages write it too. */
export const pipelineKey = ['pipeline'] as const;

/** The newer of what is shown and what was just heard, so that a slow answer cannot take the screen back. */
export function newestPipeline(shown: Pipeline | undefined, heard: Pipeline): Pipeline {
  return shown !== undefined && shown.at > heard.at ? shown : replaceEqualDeep(shown, heard);
}

/** How the workers are and how far behind the read model is. */
export function pipelineQuery(api: Api) {
  return queryOptions({
    queryKey: pipelineKey,
    queryFn: ({ signal }) => api<Pipeline>('/api/v1/pipeline', { signal }),
    structuralSharing: (shown, heard) => newestPipeline(shown as Pipeline | undefined, heard as Pipeline),
  });
}

/** How far back a line goes, in milliseconds. */
export const WINDOW_MS = 300_000;

const samplesKey = ['pipeline-samples'] as const;
const EVERY_MS = 2_000;

/** How the pipeline was in the last five minutes. Only what is new is asked for, as long as somebody looks. */
export function samplesQuery(api: Api) {
  return queryOptions({
    queryKey: samplesKey,
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<PipelineSamples>(samplesKey);
      const last = known?.items.at(-1)?.at;
      const query = last === undefined ? '' : `?${new URLSearchParams({ after: last })}`;
      const heard = await api<PipelineSamples>(`/api/v1/pipeline/samples${query}`, { signal });
      return { ...heard, items: recent([...(known?.items ?? []), ...heard.items]) };
    },
    refetchInterval: EVERY_MS,
  });
}

function recent(items: PipelineSamples['items']): PipelineSamples['items'] {
  const newest = items.at(-1);
  if (newest === undefined) return items;
  const since = Date.parse(newest.at) - WINDOW_MS;
  return items.filter(({ at }) => Date.parse(at) >= since);
}
