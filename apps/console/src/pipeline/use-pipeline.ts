'use client';

import { useQuery } from '@tanstack/react-query';
import type { Pipeline } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { useNow } from '../time/clock.ts';
import { pipelineQuery } from './queries.ts';

/** The latest state of the pipeline, and for how long the oldest event has been waiting by now; asked for again every so often, if told. */
export function usePipeline({ everyMs = false }: { readonly everyMs?: number | false } = {}) {
  const query = useQuery({ ...pipelineQuery(browserApi), refetchInterval: everyMs });
  const isWaiting =
    query.data?.lagMs !== undefined && query.data.lagMs !== null && (query.data.lagEvents ?? 0) > 0;
  const now = useNow('second', isWaiting);
  return { ...query, lagMs: lagNow(query.data, query.dataUpdatedAt, now) };
}

function lagNow(pipeline: Pipeline | undefined, heardAt: number, now: number | null): number | null {
  if (pipeline?.lagMs === null || pipeline === undefined) return null;
  return now === null ? pipeline.lagMs : pipeline.lagMs + Math.max(0, now - heardAt);
}
