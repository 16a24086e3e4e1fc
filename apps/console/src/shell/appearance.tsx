'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';

/** Light, dark or the system's choice, set before the first paint by a script that carries the page's nonce. */
export function Appearance({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce === undefined ? {} : { nonce })}>
        <NuqsAdapter>{children}</NuqsAdapter>
      </ThemeProvider>
    </CSPProvider>
  );
}
