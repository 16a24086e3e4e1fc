'use client';

import type { Task } from '@tools-provider/contracts';
import { type ReactNode, useState } from 'react';
import { problemOf } from '../api-client/problem-error.ts';
import { Card } from '../components/ui/card.tsx';
import { cn } from '../components/ui/cn.ts';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { useMe } from '../session/me.tsx';
import { BoardColumnCards } from './board-column.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { isNarrowed, type TaskFilters } from './list-filters.ts';
import { boardOrder, offeredStatuses } from './status.ts';
import { useBoard } from './use-board.ts';
import { useCardKeys } from './use-card-keys.ts';
import { useStatusChange } from './use-status-change.ts';

interface TaskBoardProps {
  readonly filters: TaskFilters;
  /** What stands there when no task matches at all. */
  readonly empty: ReactNode;
  readonly onOpen: (id: string) => void;
}

/** The tasks by their status; a card is moved by its menu, by keys, or by dragging it. */
export function TaskBoard({ filters, empty, onOpen }: TaskBoardProps) {
  const me = useMe();
  const board = useBoard(filters);
  const change = useStatusChange();
  const [dragged, setDragged] = useState<Task | null>(null);
  const [stuck, setStuck] = useState('');
  const keys = useCardKeys({
    columns: board.columns,
    onMove: (task, status) => {
      setStuck('');
      change.choose(task, status);
    },
    onStuck: ({ title }, step) =>
      setStuck(`“${title}” cannot go further to the ${step === 1 ? 'right' : 'left'}.`),
  });
  if (board.error !== undefined) {
    return (
      <Card>
        <ProblemNotice problem={problemOf(board.error ?? undefined)} onRetry={board.readAgain} />
      </Card>
    );
  }
  if (board.isPending) return <BoardSkeleton />;
  if (board.isEmpty && isNarrowed(filters)) return <Card>{empty}</Card>;
  const offered = dragged === null ? [] : offeredStatuses(dragged, me);
  return (
    <>
      <p role="status" className="mb-2 text-[0.8125rem] text-muted empty:hidden">
        {stuck}
      </p>
      <section
        ref={keys.board}
        aria-label="Board of tasks"
        aria-busy={board.isStale}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        className={cn(
          'grid items-start gap-3 transition-opacity sm:grid-cols-2 xl:grid-cols-4',
          board.isStale && 'opacity-60',
        )}
      >
        {board.columns.map((column) => (
          <BoardColumnCards
            key={column.status}
            column={column}
            filters={filters}
            change={change}
            takesDrop={
              dragged !== null && column.status !== dragged.status && offered.includes(column.status)
            }
            onDrag={setDragged}
            onDrop={(status) => {
              if (dragged !== null && offered.includes(status)) change.choose(dragged, status);
              setDragged(null);
            }}
            onOpen={onOpen}
          />
        ))}
      </section>
      <p className="mt-3 text-xs text-muted max-sm:hidden">
        Arrow keys lead from card to card; with Shift, ← and → move the card.
      </p>
      <DecisionDialog change={change} />
    </>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {boardOrder.map((status) => (
        <div key={status} className="flex flex-col gap-2 rounded-xl bg-sunken/60 p-2">
          <Skeleton className="m-1.5 h-4 w-24" />
          <Skeleton className="h-32 rounded-lg" />
          <Skeleton className="h-32 rounded-lg" />
        </div>
      ))}
    </div>
  );
}
