import { hashKey, partialMatchKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query';

/**
 * For how long a change is remembered: as long as what was read counts as fresh. What the server had read longer ago when it arrives is
 * read again anyway, because it is shown.
 */
export const FRESH_MS = 30_000;

interface News {
  readonly queryKey: QueryKey;
  readonly heardAt: number;
}

const heardOf = new WeakMap<QueryClient, Map<string, News>>();

/** Remembers for {@link FRESH_MS} that what lies below this key is another by now. */
export function rememberStale(client: QueryClient, queryKey: QueryKey): void {
  const now = performance.now();
  const heard = heardOf.get(client) ?? new Map<string, News>();
  heardOf.set(client, heard);
  const hash = hashKey(queryKey);
  // The latest goes to the end, so that the oldest stand first.
  heard.delete(hash);
  heard.set(hash, { queryKey, heardAt: now });
  for (const [oldest, { heardAt }] of heard) {
    if (now - heardAt <= FRESH_MS) break;
    heard.delete(oldest);
  }
}

/**
 * Whether a change was heard of lately that a read may not have yet. It is asked of what the server has read for a page on its way here:
 * the change found nothing in the cache that it could have marked, and when the server read, this browser's clock cannot say.
 */
export function maybeOvertaken(client: QueryClient, { queryKey }: Pick<Query, 'queryKey'>): boolean {
  const now = performance.now();
  const heard = [...(heardOf.get(client)?.values() ?? [])];
  return heard.some((news) => now - news.heardAt <= FRESH_MS && partialMatchKey(queryKey, news.queryKey));
}
