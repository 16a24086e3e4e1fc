'use client';

import { CloudOff, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { cn } from '../components/ui/cn.ts';
import { useLiveConnection } from '../live/live-provider.tsx';
import { bannerWords } from './banner-words.ts';
import { usePipeline } from './use-pipeline.ts';

/** Tells everybody when changes do not reach the screen. Its place in the page is always there, so that it is announced. */
export function PipelineBanner() {
  const connection = useLiveConnection();
  const { data, lagMs } = usePipeline();
  const words = bannerWords(connection, data, lagMs);
  const isWarning = words?.tone === 'warn';
  const Icon = isWarning ? Hourglass : CloudOff;
  return (
    <section aria-label="System status">
      <div
        className={cn(
          words !== undefined && 'flex items-start gap-3 border-b px-4 py-2.5 text-sm sm:px-8',
          isWarning ? 'border-warn-border bg-warn-soft text-warn' : 'bg-sunken text-foreground',
        )}
      >
        {words !== undefined && <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />}
        <div className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5">
          <p role="status" className="min-w-0 font-medium">
            {words?.sentence}
          </p>
          {isWarning && (
            <Link href="/pipeline" className="shrink-0 underline">
              Look at the pipeline
            </Link>
          )}
          {words?.waiting !== undefined && <p className="tabular-nums opacity-90">{words.waiting}</p>}
        </div>
      </div>
    </section>
  );
}
