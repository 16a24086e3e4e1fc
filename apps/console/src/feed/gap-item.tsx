'use client';

import { RotateCcw, TriangleAlert } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';
import { count, counted } from '../time/numbers.ts';
import type { Gap } from './feed-window.ts';

interface GapItemProps {
  readonly gap: Gap;
  readonly isReading: boolean;
  readonly onRead: (gap: Gap) => void;
}

/** Says, between two events, that what was between them did not come, and is the way to read it. */
export function GapItem({ gap, isReading, onRead }: GapItemProps) {
  const missing = gap.to - gap.from + 1;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-bad-border bg-bad-soft px-3 py-2 text-sm text-bad">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        {counted(missing, 'event')} missing: sequence {count(gap.from)}
        {missing > 1 && `–${count(gap.to)}`} did not come.
      </p>
      <Button size="small" disabled={isReading} onClick={() => onRead(gap)}>
        <RotateCcw aria-hidden />
        Read again
      </Button>
    </li>
  );
}
