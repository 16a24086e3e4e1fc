'use client';

import type { RebuildJobBody } from '@tools-provider/contracts';
import { CircleX } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';
import { useMe } from '../session/me.tsx';
import { mayRetry } from '../session/permissions.ts';
import { phaseWords, progressWords } from './rebuild-words.ts';
import { useRebuildWish } from './use-rebuild-wish.ts';

/** A rebuild or a verification that waits or is under way: what it does, how far it is, and the way to end it. */
export function ActiveRebuild({ job }: { job: RebuildJobBody }) {
  const me = useMe();
  const wish = useRebuildWish();
  const { kind, projection, progress, requestedBy, isCancelRequested } = job;
  const { events, totalEvents } = progress;
  const of = totalEvents === null || totalEvents === 0 ? undefined : Math.min(1, events / totalEvents);
  const words = phaseWords(job);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p role="status" className="text-sm font-medium">
          {words}
        </p>
        <div
          role="progressbar"
          aria-label={words}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(of === undefined ? {} : { 'aria-valuenow': Math.round(of * 100) })}
          aria-valuetext={progressWords(job)}
          className="mt-2 h-2 overflow-hidden rounded-full bg-sunken"
        >
          <span
            className="block h-full rounded-full bg-accent transition-[width] duration-300 motion-reduce:transition-none"
            style={{ width: `${(of ?? 0) * 100}%` }}
          />
        </div>
        <p className="mt-1.5 text-xs text-muted tabular-nums">
          {progressWords(job)} · asked for by {requestedBy}
        </p>
      </div>
      {mayRetry(me) && !isCancelRequested && (
        <Button
          size="small"
          disabled={wish.isPending}
          onClick={() => wish.mutate({ kind, projection, method: 'DELETE' })}
        >
          <CircleX aria-hidden />
          Cancel
        </Button>
      )}
    </div>
  );
}
