'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';

/** What every page needs around it, signed in or not: the nonce for popups' styles, and the URL as state. */
export function PageProviders({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <NuqsAdapter>{children}</NuqsAdapter>
    </CSPProvider>
  );
}
