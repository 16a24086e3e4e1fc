import { kindNames } from '../source/words.ts';
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
  kind: 'kind',
  health: 'health',
  enabled: 'state',
  available: 'for agents',
  sourceId: 'source',
  method: 'method',
  tag: 'tag',
  labelId: 'label',
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  active: { true: 'active', false: 'inactive' },
  approval: { needed: 'needed', waiting: 'waited for', none: 'not needed' },
  status: statusNames,
  priority: priorityNames,
  overdue: { true: 'overdue' },
  decision: { true: 'an approval' },
  layout: { board: 'a board' },
  kind: kindNames,
  enabled: { true: 'enabled', false: 'disabled' },
  available: { true: 'available', false: 'not available' },
};

// What it is called stands in the list, once the view is opened.
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a view narrows its list to, in a line: `state: active · search: billing`. */
export function filterWords(query: ViewQuery): string {
  const words = Object.entries(query).map(
    ([name, value]) =>
      `${names[name] ?? name}: ${values[name]?.[value] ?? (ID.test(value) ? 'one of them' : value)}`,
  );
  return words.length === 0 ? 'everything, in the usual order' : words.join(' · ');
}
