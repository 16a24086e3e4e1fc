import type { Api } from '../api-client/api.ts';
import { allTasks, type TaskFilters } from '../task/list-filters.ts';
import { tasksQuery } from '../task/queries.ts';
import { type ToolGroupFilters, toolGroupFilters } from '../tool-group/list-filters.ts';
import { toolGroupsQuery } from '../tool-group/queries.ts';

/** The overview counts what fits into one page of the api; beyond that it says that there are more. */
const COUNTED_AT_MOST = 500;

const groups: ToolGroupFilters = {
  search: toolGroupFilters.search.defaultValue,
  active: null,
  approval: null,
  createdBy: null,
  sort: '-updatedAt',
};
const tasks: TaskFilters = { ...allTasks, sort: '-updatedAt' };

/** All tool groups, the last changed first. */
export function overviewGroupsQuery(api: Api) {
  return toolGroupsQuery(api, groups, COUNTED_AT_MOST);
}

/** All tasks, the last changed first. */
export function overviewTasksQuery(api: Api) {
  return tasksQuery(api, tasks, COUNTED_AT_MOST);
}
