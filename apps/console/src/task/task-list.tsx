'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Card } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { useRowSelection } from '../components/ui/use-row-selection.ts';
import { useCreatedHere } from '../live/live-provider.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { BulkTaskActions } from './bulk-task-actions.tsx';
import { createdBesides } from './created-besides.ts';
import { type TaskFilters, taskFilterOf } from './list-filters.ts';
import { tasksQuery } from './queries.ts';
import { QuickCreate } from './quick-create.tsx';
import { type TaskRow, taskColumns } from './task-columns.tsx';

interface TaskListProps {
  readonly filters: TaskFilters;
  readonly onSort: (sort: TaskFilters['sort']) => void;
  readonly onOpen: (id: string) => void;
  /** What stands there when there is none. */
  readonly empty: ReactNode;
}

/** The tasks as a table; several can be changed at once. */
export function TaskList({ filters, onSort, onOpen, empty }: TaskListProps) {
  const canCurate = mayCurate(useMe());
  const list = useInfiniteQuery(tasksQuery(browserApi, filters));
  const more = useMorePages(list);
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  const saved = useNotShownYet('task', useCreatedHere('task'), tasks, list.dataUpdatedAt);
  const rows: TaskRow[] = [
    ...saved.map((task) => ({ kind: 'saved', task }) as const),
    ...tasks.map((task) => ({ kind: 'shown', task }) as const),
  ];
  const columns = useMemo(() => taskColumns(onOpen), [onOpen]);
  const listed = useMemo(
    () => list.data?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? [],
    [list.data],
  );
  const selection = useRowSelection(JSON.stringify(taskFilterOf(filters)), listed);
  return (
    <>
      <Card className="overflow-hidden">
        <ListStates list={list} isEmpty={rows.length === 0} empty={empty}>
          <DataTable
            caption="Tasks"
            columns={columns}
            rows={rows}
            rowId={({ task }) => task.id}
            sort={filters.sort}
            onSort={(sort) => onSort(sort as TaskFilters['sort'])}
            isStale={list.isPlaceholderData}
            total={list.hasNextPage ? null : rows.length}
            choosing={canCurate ? { selection, nameOf, isOffered } : undefined}
          />
          {canCurate && (
            <div className="border-t px-2 py-1.5">
              <QuickCreate besides={createdBesides(filters, 'pending')} />
            </div>
          )}
          <LoadMore
            shown={shownWords('task', tasks.length, saved.length, list.hasNextPage)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Card>
      {canCurate && <BulkTaskActions selection={selection} filters={filters} hasMore={list.hasNextPage} />}
    </>
  );
}

function nameOf({ task }: TaskRow): string {
  return task.title;
}

// What the read model does not have yet is not found by any filter.
function isOffered({ kind }: TaskRow): boolean {
  return kind === 'shown';
}
