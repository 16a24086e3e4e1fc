'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { BareButton } from './bare-button.tsx';
import { cn } from './cn.ts';

interface SortHeaderProps {
  readonly name: string;
  /** The current order, such as `name` or `-updatedAt`. */
  readonly sort: string;
  readonly field: string;
  /** Which way it goes when it is chosen first. */
  readonly first?: 'up' | 'down';
  readonly onSort: (sort: string) => void;
  readonly className?: string | undefined;
}

/** A column's header that sorts by it. */
export function SortHeader({ name, sort, field, first = 'up', onSort, className }: SortHeaderProps) {
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  const Icon = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown;
  const other = direction === 'ascending' ? `-${field}` : field;
  const next = direction === 'none' && first === 'down' ? `-${field}` : other;
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={cn(
        'px-2 py-1.5 text-left first:pl-3 max-sm:p-1.5',
        className,
        'max-sm:block max-sm:w-auto max-sm:max-w-none',
      )}
    >
      <BareButton
        onClick={() => onSort(next)}
        className="-mx-1 inline-flex h-7 items-center gap-1 rounded-md px-2 text-xs font-semibold text-muted hover:bg-sunken hover:text-foreground"
      >
        {name}
        <Icon aria-hidden className={cn('size-3.5', direction === 'none' && 'opacity-60')} />
      </BareButton>
    </th>
  );
}
