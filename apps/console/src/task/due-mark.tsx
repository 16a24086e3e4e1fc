'use client';

import type { Task } from '@tools-provider/contracts';
import { AlarmClock, CalendarClock } from 'lucide-react';
import { cn } from '../components/ui/cn.ts';
import { useNow } from '../time/clock.ts';
import { localDateTime } from '../time/date-time.ts';
import { ago, Moment } from '../time/moment.tsx';
import { isOpen } from './status.ts';

/** By when a task has to be done; one that is late says so in words. `isPrecise` adds the date and time. */
export function DueMark({
  task,
  isPrecise = false,
}: {
  task: Pick<Task, 'dueAt' | 'status'>;
  isPrecise?: boolean;
}) {
  const now = useNow('minute');
  const { dueAt } = task;
  if (dueAt === null) return isPrecise ? 'none' : <span className="text-muted max-sm:hidden">none</span>;
  const isOverdue = now !== null && isOpen(task) && Date.parse(dueAt) < now;
  const Icon = isOverdue ? AlarmClock : CalendarClock;
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 text-[0.8125rem]',
        isOverdue ? 'font-medium text-bad' : 'text-muted',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>
        {isOverdue ? `Overdue, ${ago(Date.parse(dueAt), now)}` : <Moment at={dueAt} />}
        {isPrecise && now !== null && (
          <span className="font-normal text-muted"> · {localDateTime(dueAt)}</span>
        )}
      </span>
    </span>
  );
}
