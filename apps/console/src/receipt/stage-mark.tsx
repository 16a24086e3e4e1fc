'use client';

import { CircleCheck, CircleDashed, CircleSlash2, Hourglass, OctagonAlert, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../components/ui/cn.ts';
import { duration } from '../time/duration.ts';
import { PreciseTime } from '../time/precise-time.tsx';
import type { Stage } from './receipt-lines.ts';

const looks = {
  done: { Icon: CircleCheck, tone: 'text-ok', words: '' },
  untimed: { Icon: CircleCheck, tone: 'text-ok', words: 'done, time not known' },
  waiting: { Icon: Hourglass, tone: 'text-wait', words: 'not yet' },
  failed: { Icon: OctagonAlert, tone: 'text-bad', words: 'failed' },
  held: { Icon: Pause, tone: 'text-warn', words: 'held up' },
  skipped: { Icon: CircleSlash2, tone: 'text-warn', words: 'left out by an admin' },
  unknown: { Icon: CircleDashed, tone: 'text-muted', words: 'unknown' },
} as const;

/** One point that an event passed, or did not. */
export function StageMark({
  name,
  stage,
  children,
}: {
  name: string;
  stage: Stage | { readonly kind: 'stored'; readonly at: string };
  children?: ReactNode;
}) {
  const { Icon, tone, words } = looks[stage.kind === 'stored' ? 'done' : stage.kind];
  return (
    <div
      className="grid min-w-0 grid-cols-[1rem_minmax(0,1fr)] items-start gap-x-2 leading-5"
      data-stage={stage.kind}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4', tone)} />
      <div className="min-w-0">
        <p className="text-[0.8125rem] font-medium max-sm:inline-block max-sm:w-20">{name}</p>
        <p className="text-xs text-muted tabular-nums max-sm:inline">
          {'at' in stage ? <PreciseTime at={stage.at} className="font-mono" /> : words}
          {stage.kind === 'done' && <span className="ml-1.5">+{duration(stage.afterMs)}</span>}
        </p>
        {children !== undefined && <div className="text-xs max-sm:pl-20">{children}</div>}
      </div>
    </div>
  );
}
