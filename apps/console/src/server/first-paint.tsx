import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageAlive } from '../live/live-provider.tsx';

interface ReadsProps {
  readonly reads: readonly ((client: QueryClient) => Promise<unknown>)[];
  readonly children: ReactNode;
}

/** What a page shows first, read on the server as {@link ServerReads}; live changes are followed once all of it is alive. */
export function FirstPaint({ reads, children }: ReadsProps) {
  return (
    <ServerReads reads={reads}>
      {children}
      <PageAlive />
    </ServerReads>
  );
}

/**
 * Reads on the server what is shown below, and hands it to the browser's cache. A read that fails is left out: the
 * browser then asks by itself and says what is wrong.
 */
export async function ServerReads({ reads, children }: ReadsProps) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  for (const result of await Promise.allSettled(reads.map((read) => read(client)))) {
    if (result.status === 'rejected') unstable_rethrow(result.reason);
  }
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
