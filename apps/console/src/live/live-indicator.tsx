'use client';

import { cn } from '../components/ui/cn.ts';
import { useLiveConnection } from './live-provider.tsx';
import { useOnline } from './use-online.ts';

const words = { starting: 'Connecting…', live: 'Live', down: 'Reconnecting…', offline: 'Offline' } as const;
const dots = {
  starting: 'border border-field-border',
  live: 'bg-[oklch(0.68_0.17_155)]',
  down: 'border-2 border-warn',
  offline: 'border-2 border-bad',
} as const;

/** Whether changes arrive live, and if not whether that is for want of a network. */
export function LiveIndicator() {
  const connection = useLiveConnection();
  const isOnline = useOnline();
  const state = isOnline || connection === 'live' ? connection : 'offline';
  return (
    <p role="status" className="flex items-center gap-2 px-2.5 text-xs text-muted" data-live={state}>
      <span aria-hidden className={cn('size-2 rounded-full', dots[state])} />
      <span className="sr-only">Live updates: </span>
      {words[state]}
    </p>
  );
}
