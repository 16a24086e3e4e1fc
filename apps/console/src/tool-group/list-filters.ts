import { toolGroupSort } from '@tools-provider/contracts';
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
