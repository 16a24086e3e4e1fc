import { invalidQuery } from './errors.ts';

/** The lists that a view can be of, by their names in URLs. */
export const VIEW_LISTS = ['tool-groups', 'tasks', 'sources', 'tools'] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** What a view filters and sorts its list by: the parameters of the list's URL. */
export type ViewQuery = Readonly<Record<string, string>>;

const MAX_ENTRIES = 20;
const MAX_NAME_LENGTH = 50;
const MAX_VALUE_LENGTH = 200;
const PARAMETER_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * The query as a view keeps it, its parameters by name, so that queries that say the same are the same. `invalid` (code `invalid-query`)
 * for more than 20 parameters, a name that is no parameter's (a letter, then letters, digits, `_` and `-`, at most 50) or a value of more
 * than 200 characters.
 */
export function viewQuery(query: ViewQuery): ViewQuery {
  const entries = Object.entries(query);
  if (entries.length > MAX_ENTRIES) throw invalidQuery(`must have at most ${MAX_ENTRIES} parameters`);
  for (const [name, value] of entries) {
    if (name.length > MAX_NAME_LENGTH || !PARAMETER_NAME.test(name)) {
      throw invalidQuery('is no name of a parameter', name);
    }
    if (value.length > MAX_VALUE_LENGTH) {
      throw invalidQuery(`must have at most ${MAX_VALUE_LENGTH} characters`, name);
    }
  }
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether two queries, as {@link viewQuery} makes them, say the same. */
export function isSameQuery(one: ViewQuery, other: ViewQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
