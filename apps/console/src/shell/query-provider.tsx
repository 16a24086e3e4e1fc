'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '../api-client/problem-error.ts';
import { FRESH_MS } from '../live/stale-news.ts';

/** The browser's cache of what was read. Freshness comes from live changes, so nothing is read again just because time passed. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isWorthRepeating(error),
      },
    },
  });
}

// A refusal is an answer; only silence and a server in trouble are worth another try.
function isWorthRepeating(error: unknown): boolean {
  const status = problemOf(error)?.status;
  return status === undefined || status >= 500;
}
