'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { leaving } from './leaving.ts';

/** Leads to another page of the console; a page that holds what is not saved is asked first. */
export function useGo(): (href: Route) => void {
  const router = useRouter();
  return useCallback(
    (href: Route) => {
      if (!leaving.isAsked(href)) router.push(href);
    },
    [router],
  );
}
