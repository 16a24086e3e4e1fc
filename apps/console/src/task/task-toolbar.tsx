'use client';

import { taskPriorities, taskStatuses } from '@tools-provider/contracts/values';
import type { ReactNode } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { buttonVariants } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Input, Select } from '../components/ui/field.tsx';
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
        <Select
          aria-label="Filter by status"
          className="w-auto"
          value={filters.status ?? 'any'}
          onChange={({ target }) =>
            onChange({ status: taskStatuses.find((status) => status === target.value) ?? null })
          }
        >
          <option value="any">Any status</option>
          {taskStatuses.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Filter by priority"
        className="w-auto"
        value={filters.priority ?? 'any'}
        onChange={({ target }) =>
          onChange({ priority: taskPriorities.find((priority) => priority === target.value) ?? null })
        }
      >
        <option value="any">Any priority</option>
        {taskPriorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityNames[priority]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Filter by assignee"
        className="w-auto"
        value={filters.assigneeId ?? 'any'}
        onChange={({ target }) => onChange({ assigneeId: target.value === 'any' ? null : target.value })}
      >
        <option value="any">Anybody’s</option>
        <option value={me.id}>Mine</option>
        {filters.assigneeId !== null && filters.assigneeId !== me.id && (
          <option value={filters.assigneeId}>{filters.assigneeId}’s</option>
        )}
      </Select>
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
