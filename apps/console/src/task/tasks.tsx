'use client';

import { Plus } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { Button } from '../components/ui/button.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { LayoutChoice } from './layout-choice.tsx';
import { isNarrowed, noTaskFilters, taskDialogs, taskFilters } from './list-filters.ts';
import { NoTasks } from './no-tasks.tsx';
import { TaskBoard } from './task-board.tsx';
import { TaskList } from './task-list.tsx';
import { TaskToolbar } from './task-toolbar.tsx';

const TaskDialog = openedLater(
  async () => (await import('./task-dialog.tsx')).TaskDialog,
  ({ id }) => id !== null,
);

const CreateTaskDialog = openedLater(
  async () => (await import('./create-task-dialog.tsx')).CreateTaskDialog,
  ({ isOpen }) => isOpen,
);

/** The tasks, as a list or as a board; what they are narrowed to, how they are shown, and which one is open, stands in the URL. */
export function Tasks() {
  const [filters, setFilters] = useQueryStates(taskFilters);
  const [dialogs, setDialogs] = useQueryStates(taskDialogs, { history: 'push' });
  const open = useCallback((id: string) => void setDialogs({ task: id, tab: null }), [setDialogs]);
  const canCreate = mayCurate(useMe());
  const isBoard = filters.layout === 'board';
  // On the board every status has a column of its own.
  const shown = isBoard ? { ...filters, status: null } : filters;
  const create = canCreate && (
    <Button variant="primary" onClick={() => void setDialogs({ new: true })}>
      <Plus aria-hidden />
      New task
    </Button>
  );
  const empty = (
    <NoTasks isFiltered={isNarrowed(shown)} create={create} onReset={() => void setFilters(noTaskFilters)} />
  );
  return (
    <>
      <PageHeading title="Tasks" description="What people have to look at, and who does.">
        <LayoutChoice
          value={filters.layout}
          onChange={(layout) => void setFilters({ layout }, { history: 'push' })}
        />
        {create}
      </PageHeading>
      <TaskToolbar
        filters={filters}
        onChange={(change) =>
          void setFilters(
            change,
            change.search || change.department ? { limitUrlUpdates: debounce(200) } : {},
          )
        }
        onView={(wanted) => void setFilters(wanted, { history: 'push' })}
      />
      {isBoard ? (
        <TaskBoard filters={shown} empty={empty} onOpen={open} />
      ) : (
        <TaskList
          filters={filters}
          empty={empty}
          onSort={(sort) => void setFilters({ sort })}
          onOpen={open}
        />
      )}
      <CreateTaskDialog isOpen={dialogs.new && canCreate} onClose={() => void setDialogs({ new: null })} />
      <TaskDialog
        id={dialogs.task}
        tab={dialogs.tab}
        onTab={(tab) => void setDialogs({ tab }, { history: 'replace' })}
        onClose={() => void setDialogs({ task: null, tab: null })}
      />
    </>
  );
}
