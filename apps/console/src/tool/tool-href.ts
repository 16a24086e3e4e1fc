import type { Route } from 'next';

/** The page of a tool. Its id holds what an operation is called, and may hold every sign. */
export function toolHref(id: string): Route<`/tools/${string}`> {
  return `/tools/${encodeURIComponent(id)}`;
}
