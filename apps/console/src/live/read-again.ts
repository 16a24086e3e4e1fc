import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';

const isAwaited = new WeakSet<Query>();

/**
 * Makes what matches be read again; resolves when what is on the screen was. What is being read for the first time is read once more when it
 * has arrived: React Query lets such a read go on as if it were new, although what it answers may be older than the news.
 */
export async function readAgain(client: QueryClient, filters: InvalidateQueryFilters = {}): Promise<void> {
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
