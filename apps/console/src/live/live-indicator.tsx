'use client';

import { cn } from '../components/ui/cn.ts';
import { useLiveConnection } from './live-provider.tsx';

const words = { starting: 'Connecting…', live: 'Live', down: 'Reconnecting…' } as const;
const dots = {
  starting: 'border border-field-border',
  live: 'bg-[oklch(0.68_0.17_155)]',
  down: 'border-2 border-warn',
} as const;

/** Whether changes arrive live. */
export function LiveIndicator() {
  const connection = useLiveConnection();
  return (
    <p role="status" className="flex items-center gap-2 px-2.5 text-xs text-muted" data-live={connection}>
      <span aria-hidden className={cn('size-2 rounded-full', dots[connection])} />
      <span className="sr-only">Live updates: </span>
      {words[connection]}
    </p>
  );
}
