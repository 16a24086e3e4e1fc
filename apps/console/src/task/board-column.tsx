'use client';

import type { Task, TaskStatus } from '@tools-provider/contracts';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { count } from '../time/numbers.ts';
import { createdBesides } from './created-besides.ts';
import type { TaskFilters } from './list-filters.ts';
import { QuickCreate } from './quick-create.tsx';
import { isOpen } from './status.ts';
import { SavedCard, TaskCard } from './task-card.tsx';
import type { BoardColumn } from './use-board.ts';
import type { StatusChange } from './use-status-change.ts';
import { statusNames } from './words.ts';

interface BoardColumnCardsProps {
  readonly column: BoardColumn;
  readonly filters: TaskFilters;
  readonly change: StatusChange;
  /** Whether what is being dragged may be dropped here. */
  readonly takesDrop: boolean;
  readonly onDrag: (task: Task | null) => void;
  readonly onDrop: (status: TaskStatus) => void;
  readonly onOpen: (id: string) => void;
}

/** The cards of one status. */
export function BoardColumnCards(props: BoardColumnCardsProps) {
  const { column, filters, change, takesDrop, onDrag, onDrop, onOpen } = props;
  const { status, tasks, saved, hasMore } = column;
  const [isOver, setIsOver] = useState(false);
  const canCreate = mayCurate(useMe()) && isOpen({ status });
  const id = `column-${status}`;
  return (
    <section
      aria-labelledby={id}
      onDragOver={(event) => {
        if (!takesDrop) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onDrop(status);
      }}
      className={cn(
        'flex min-w-0 flex-col gap-2 rounded-xl border border-transparent bg-sunken/60 p-2 transition-colors',
        takesDrop && 'border-dashed border-field-border',
        takesDrop && isOver && 'border-accent bg-accent-soft',
      )}
    >
      <h2 className="flex items-center justify-between px-1.5 pt-1 text-[0.8125rem] font-semibold">
        <span id={id}>{statusNames[status]}</span>
        <span className="text-xs font-medium text-muted tabular-nums">
          {count(tasks.length + saved.length)}
          {hasMore && '+'}
        </span>
      </h2>
      {canCreate && <QuickCreate besides={createdBesides(filters, status)} />}
      {tasks.length + saved.length === 0 ? (
        <p className="px-1.5 py-4 text-center text-[0.8125rem] text-muted">Nothing {emptyWords[status]}.</p>
      ) : (
        <ul aria-labelledby={id} className="flex flex-col gap-2">
          {saved.map((task) => (
            <SavedCard key={task.id} task={task} onOpen={onOpen} />
          ))}
          {tasks.map((task) => (
            <TaskCard key={task.id} task={task} change={change} onOpen={onOpen} onDrag={onDrag} />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" disabled={column.isLoadingMore} onClick={column.readMore}>
          {column.isLoadingMore ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </section>
  );
}

const emptyWords: Record<TaskStatus, string> = {
  pending: 'waits',
  in_progress: 'is in progress',
  completed: 'is completed',
  cancelled: 'was cancelled',
};
