import type { TaskFilter } from '@tools-provider/contracts';
import { taskPriorities, taskSorts, taskStatuses } from '@tools-provider/contracts/values';
import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

/** What the URL of the list says about which tasks are listed, and how. */
export const taskFilters = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral(taskStatuses),
  priority: parseAsStringLiteral(taskPriorities),
  assigneeId: parseAsString,
  department: parseAsString,
  overdue: parseAsBoolean.withDefault(false),
  decision: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(taskSorts).withDefault('-createdAt'),
  layout: parseAsStringLiteral(['list', 'board']).withDefault('list'),
};

export type TaskFilters = inferParserType<typeof taskFilters>;

/** Every task, the newest first. */
export const allTasks: TaskFilters = {
  search: '',
  status: null,
  priority: null,
  assigneeId: null,
  department: null,
  overdue: false,
  decision: false,
  sort: '-createdAt',
  layout: 'list',
};

/** Which dialog the URL has open: a task and which part of it, or the form for a new one. */
export const taskDialogs = {
  task: parseAsString,
  tab: parseAsStringLiteral(['details', 'history', 'receipt']).withDefault('details'),
  new: parseAsBoolean.withDefault(false),
};

export type TaskTab = inferParserType<typeof taskDialogs>['tab'];

/** What saved views keep of {@link taskFilters}. */
export const taskViews = viewQueries(taskFilters);

/** Reads {@link taskFilters} on the server. */
export const loadTaskFilters = createLoader(taskFilters);

/** What the filters say, without order and layout, as the api takes it. */
export function taskFilterOf(filters: TaskFilters): TaskFilter {
  const { search, status, priority, assigneeId, department, overdue, decision } = filters;
  const words = search.trim();
  return {
    ...(words === '' ? {} : { search: words }),
    ...(status === null ? {} : { status }),
    ...(priority === null ? {} : { priority }),
    ...(assigneeId === null || assigneeId.trim() === '' ? {} : { assigneeId: assigneeId.trim() }),
    ...(department === null || department.trim() === '' ? {} : { department: department.trim() }),
    ...(overdue ? { overdue: 'true' as const } : {}),
    ...(decision ? { decision: 'true' as const } : {}),
  };
}

/** Whether the filters leave anything out. */
export function isNarrowed(filters: TaskFilters): boolean {
  return Object.keys(taskFilterOf(filters)).length > 0;
}

/** Takes every filter away, and leaves order and layout. */
export const noTaskFilters = {
  search: null,
  status: null,
  priority: null,
  assigneeId: null,
  department: null,
  overdue: null,
  decision: null,
} as const;
