import { taskPriority, taskSort, taskStatus } from '@tools-provider/contracts';
import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

/** What the URL of the list says about which tasks are listed. */
export const taskFilters = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral(taskStatus.options),
  priority: parseAsStringLiteral(taskPriority.options),
  assigneeId: parseAsString,
  sort: parseAsStringLiteral(taskSort.options).withDefault('-createdAt'),
};

/** Which dialog the URL has open: a task, or the form for a new one. */
export const taskDialogs = {
  task: parseAsString,
  new: parseAsBoolean.withDefault(false),
};

export type TaskFilters = inferParserType<typeof taskFilters>;

/** What saved views keep of {@link taskFilters}. */
export const taskViews = viewQueries(taskFilters);

/** Reads {@link taskFilters} on the server. */
export const loadTaskFilters = createLoader(taskFilters);
