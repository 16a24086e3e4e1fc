import { type ToolGroupFilter, toolGroupSort } from '@tools-provider/contracts';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

/** What the URL of the list says: `?search=billing&active=true&sort=-updatedAt`. */
export const toolGroupFilters = {
  search: parseAsString.withDefault(''),
  active: parseAsStringLiteral(['true', 'false']),
  sort: parseAsStringLiteral(toolGroupSort.options).withDefault('name'),
};

export type ToolGroupFilters = inferParserType<typeof toolGroupFilters>;

/** What saved views keep of {@link toolGroupFilters}. */
export const toolGroupViews = viewQueries(toolGroupFilters);

/** Reads {@link toolGroupFilters} on the server. */
export const loadToolGroupFilters = createLoader(toolGroupFilters);

/** What the filters say, without the order, as the api takes it. */
export function toolGroupFilterOf({ search, active }: ToolGroupFilters): ToolGroupFilter {
  const words = search.trim();
  return { ...(words === '' ? {} : { search: words }), ...(active === null ? {} : { active }) };
}
