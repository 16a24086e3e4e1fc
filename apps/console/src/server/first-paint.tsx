import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';

/**
 * Reads what a page shows first, and hands it to the browser's cache. A read that fails is left out: the browser then
 * asks by itself and says what is wrong.
 */
export async function FirstPaint({
  reads,
  children,
}: {
  reads: readonly ((client: QueryClient) => Promise<unknown>)[];
  children: ReactNode;
}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  for (const result of await Promise.allSettled(reads.map((read) => read(client)))) {
    if (result.status === 'rejected') unstable_rethrow(result.reason);
  }
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
