'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks, Plus } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { DataTable, TableSkeleton } from '../components/ui/data-table.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice, ProblemNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useCreatedHere } from '../live/live-provider.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { counted } from '../time/numbers.ts';
import { CreateTaskDialog } from './create-task-dialog.tsx';
import { type TaskFilters, taskDialogs, taskFilters } from './list-filters.ts';
import { tasksQuery } from './queries.ts';
import { type TaskRow, taskColumns } from './task-columns.tsx';
import { TaskDialog } from './task-dialog.tsx';
import { TaskToolbar } from './task-toolbar.tsx';

/** The list of tasks; what it searches, filters and sorts by, and which task is open, stands in the URL. */
export function Tasks() {
  const me = useMe();
  const [filters, setFilters] = useQueryStates(taskFilters);
  const [dialogs, setDialogs] = useQueryStates(taskDialogs, { history: 'push' });
  const list = useInfiniteQuery(tasksQuery(browserApi, filters));
  const more = useMorePages(list);
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  const saved = useNotShownYet('task', useCreatedHere('task'), tasks, list.dataUpdatedAt);
  const rows: TaskRow[] = [
    ...saved.map((task) => ({ kind: 'saved', task }) as const),
    ...tasks.map((task) => ({ kind: 'shown', task }) as const),
  ];
  const columns = useMemo(() => taskColumns((id) => void setDialogs({ task: id })), [setDialogs]);
  const { sort: _, ...narrowing } = filters;
  const isFiltered = Object.values(narrowing).some((value) => value !== null && value !== '');
  const canCreate = mayCurate(me);
  const create = canCreate && (
    <Button variant="primary" onClick={() => void setDialogs({ new: true })}>
      <Plus aria-hidden />
      New task
    </Button>
  );
  return (
    <>
      <PageHeading title="Tasks" description="What people have to look at, and who does.">
        {create}
      </PageHeading>
      <TaskToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(change, change.search ? { limitUrlUpdates: debounce(200) } : {})
        }
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      <Card className="overflow-hidden">
        {list.isPending && <TableSkeleton />}
        {list.isError && list.data === undefined && (
          <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyNotice
            icon={<ListChecks aria-hidden />}
            title={isFiltered ? 'No task matches' : 'No tasks yet'}
          >
            <p>
              {isFiltered
                ? 'Try other words, or look at all of them.'
                : canCreate
                  ? 'Create the first one: say what is to be done, and give it to somebody.'
                  : 'An operator creates them; they will appear here by themselves.'}
            </p>
            {isFiltered ? (
              <Button
                onClick={() =>
                  void setFilters({ search: null, status: null, priority: null, assigneeId: null })
                }
              >
                Show all tasks
              </Button>
            ) : (
              create
            )}
          </EmptyNotice>
        )}
        {list.data !== undefined && rows.length > 0 && (
          <>
            <DataTable
              caption="Tasks"
              columns={columns}
              rows={rows}
              rowId={({ task }) => task.id}
              sort={filters.sort}
              onSort={(sort) => void setFilters({ sort: sort as TaskFilters['sort'] })}
              isStale={list.isPlaceholderData}
            />
            <LoadMore
              shown={shownWords(tasks.length, saved.length, list.hasNextPage)}
              hasMore={list.hasNextPage}
              isLoading={more.isLoading}
              onMore={more.readMore}
            />
          </>
        )}
      </Card>
      <CreateTaskDialog isOpen={dialogs.new && canCreate} onClose={() => void setDialogs({ new: null })} />
      <TaskDialog id={dialogs.task} onClose={() => void setDialogs({ task: null })} />
    </>
  );
}

function shownWords(shown: number, saved: number, hasMore: boolean): string {
  const first = hasMore ? `The first ${counted(shown, 'task')}` : counted(shown, 'task');
  return saved === 0 ? first : `${first}, ${saved} more saved and not shown yet`;
}
