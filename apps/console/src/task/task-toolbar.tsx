'use client';

import { taskPriority, taskStatus } from '@tools-provider/contracts';
import { Select } from '../components/ui/field.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useMe } from '../session/me.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type TaskFilters, taskViews } from './list-filters.ts';
import { priorityNames, statusNames } from './words.ts';

/** What the list of tasks is narrowed to. */
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
      <Select
        aria-label="Filter by status"
        className="w-auto"
        value={filters.status ?? 'any'}
        onChange={({ target }) =>
          onChange({ status: taskStatus.options.find((status) => status === target.value) ?? null })
        }
      >
        <option value="any">Any status</option>
        {taskStatus.options.map((status) => (
          <option key={status} value={status}>
            {statusNames[status]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Filter by priority"
        className="w-auto"
        value={filters.priority ?? 'any'}
        onChange={({ target }) =>
          onChange({ priority: taskPriority.options.find((priority) => priority === target.value) ?? null })
        }
      >
        <option value="any">Any priority</option>
        {taskPriority.options.map((priority) => (
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
      <ViewsMenu
        list="tasks"
        query={taskViews.queryOf(filters)}
        isSame={(query) => taskViews.isSame(query, filters)}
        onOpen={(query) => onView(taskViews.filtersOf(query))}
      />
    </search>
  );
}
