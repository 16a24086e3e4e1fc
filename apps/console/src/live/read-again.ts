import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';
import { rememberStale } from './stale-news.ts';

const isAwaited = new WeakSet<Query>();

/**
 * Makes what matches be read again; resolves when what is on the screen was. What is being read for the first time is read once more when it
 * has arrived: React Query lets such a read go on as if it were new, although what it answers may be older than the news. What lies below
 * the key and arrives with a page that the server is still making is read again, too.
 */
export async function readAgain(client: QueryClient, filters: InvalidateQueryFilters = {}): Promise<void> {
  if (filters.predicate === undefined && filters.exact !== true)
    rememberStale(client, filters.queryKey ?? []);
  const firstReads = client.getQueryCache().findAll(filters).filter(isFirstRead);
  await Promise.all([
    client.invalidateQueries(filters),
    ...firstReads.map((query) => readOnceMore(client, query)),
  ]);
}

function isFirstRead({ state }: Query): boolean {
  return state.data === undefined && state.fetchStatus !== 'idle';
}

async function readOnceMore(client: QueryClient, query: Query): Promise<void> {
  if (isAwaited.has(query)) return;
  isAwaited.add(query);
  try {
    await query.promise;
  } catch {
    // What fails says so itself.
  } finally {
    isAwaited.delete(query);
  }
  await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}
