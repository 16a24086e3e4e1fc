import { priorityNames, statusNames } from '../task/words.ts';
import type { ViewQuery } from './view-query.ts';

const names: Readonly<Record<string, string>> = {
  search: 'search',
  active: 'state',
  approval: 'approval',
  createdBy: 'created by',
  status: 'status',
  priority: 'priority',
  assigneeId: 'assignee',
  department: 'department',
  overdue: 'due',
  decision: 'asks for',
  layout: 'as',
  sort: 'order',
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  active: { true: 'active', false: 'inactive' },
  approval: { needed: 'needed', waiting: 'waited for', none: 'not needed' },
  status: statusNames,
  priority: priorityNames,
  overdue: { true: 'overdue' },
  decision: { true: 'an approval' },
  layout: { board: 'a board' },
};

/** What a view narrows its list to, in a line: `state: active · search: billing`. */
export function filterWords(query: ViewQuery): string {
  const words = Object.entries(query).map(
    ([name, value]) => `${names[name] ?? name}: ${values[name]?.[value] ?? value}`,
  );
  return words.length === 0 ? 'everything, in the usual order' : words.join(' · ');
}
