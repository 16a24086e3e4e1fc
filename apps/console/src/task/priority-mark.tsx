import type { TaskPriority } from '@tools-provider/contracts';
import { ChevronDown, ChevronsUp, ChevronUp, Equal } from 'lucide-react';
import { cn } from '../components/ui/cn.ts';
import { priorityNames } from './words.ts';

const looks = {
  low: { Icon: ChevronDown, className: 'text-muted' },
  medium: { Icon: Equal, className: 'text-muted' },
  high: { Icon: ChevronUp, className: 'text-warn' },
  urgent: { Icon: ChevronsUp, className: 'font-medium text-bad' },
} as const;

/** How urgent a task is. */
export function PriorityMark({ priority }: { priority: TaskPriority }) {
  const { Icon, className } = looks[priority];
  return (
    <span className={cn('inline-flex items-center gap-1 align-middle text-[0.8125rem]', className)}>
      <Icon aria-hidden className="size-4" />
      {priorityNames[priority]}
    </span>
  );
}
