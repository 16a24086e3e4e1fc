'use client';

import { useSyncExternalStore } from 'react';

const nothing = () => () => undefined;

/** Whether the page is alive in the browser. Until then a control cannot do what it says, and what is typed would be lost. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
}
