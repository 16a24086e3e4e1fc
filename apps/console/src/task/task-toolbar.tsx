'use client';

import { taskPriorities, taskStatuses } from '@tools-provider/contracts/values';
import type { ReactNode } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { buttonVariants } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Input } from '../components/ui/field.tsx';
import { choicesOf, FilterSelect } from '../components/ui/filter-select.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useMe } from '../session/me.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type TaskFilters, taskViews } from './list-filters.ts';
import { priorityNames, statusNames } from './words.ts';

/** What the tasks are narrowed to. */
export function TaskToolbar({
  filters,
  onChange,
  onView,
}: {
  filters: TaskFilters;
  onChange: (change: Partial<TaskFilters>) => void;
  onView: (filters: TaskFilters) => void;
}) {
  const me = useMe();
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput label="Search tasks" value={filters.search} onChange={(search) => onChange({ search })} />
      {filters.layout === 'list' && (
        <FilterSelect
          label="Filter by status"
          any="Any status"
          choices={choicesOf(taskStatuses, (status) => statusNames[status])}
          value={filters.status}
          onChange={(status) => onChange({ status })}
        />
      )}
      <FilterSelect
        label="Filter by priority"
        any="Any priority"
        choices={choicesOf(taskPriorities, (priority) => priorityNames[priority])}
        value={filters.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <FilterSelect
        label="Filter by assignee"
        any="Anybody’s"
        choices={choicesOf([...new Set([me.id, filters.assigneeId || me.id])], (id) =>
          id === me.id ? 'Mine' : `${id}’s`,
        )}
        value={filters.assigneeId}
        onChange={(assigneeId) => onChange({ assigneeId })}
      />
      <Input
        aria-label="Filter by department"
        placeholder="Department"
        value={filters.department ?? ''}
        maxLength={200}
        className="w-32"
        onChange={({ target }) => onChange({ department: target.value === '' ? null : target.value })}
      />
      <Toggle isOn={filters.overdue} onChange={(overdue) => onChange({ overdue })}>
        Overdue
      </Toggle>
      <Toggle isOn={filters.decision} onChange={(decision) => onChange({ decision })}>
        Approvals
      </Toggle>
      <ViewsMenu
        list="tasks"
        query={taskViews.queryOf(filters)}
        isSame={(query) => taskViews.isSame(query, filters)}
        onOpen={(query) => onView(taskViews.filtersOf(query))}
      />
    </search>
  );
}

function Toggle({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}) {
  return (
    <BareButton
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
      className={cn(
        buttonVariants(),
        'px-3 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text',
      )}
    >
      {children}
    </BareButton>
  );
}
