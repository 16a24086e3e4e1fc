import { sourceHealths, sourceKinds } from '@tools-provider/contracts/values';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

const sorts = ['name', '-name', 'updatedAt', '-updatedAt', 'createdAt', '-createdAt'] as const;

/** What the URL of the list of sources says. */
export const sourceFilters = {
  search: parseAsString.withDefault(''),
  kind: parseAsStringLiteral(sourceKinds),
  health: parseAsStringLiteral(sourceHealths),
  enabled: parseAsStringLiteral(['true', 'false']),
  sort: parseAsStringLiteral(sorts).withDefault('name'),
};

export type SourceFilters = inferParserType<typeof sourceFilters>;

/** Every source, by name. */
export const noSourceFilters: SourceFilters = {
  search: '',
  kind: null,
  health: null,
  enabled: null,
  sort: 'name',
};

/** What saved views keep of {@link sourceFilters}. */
export const sourceViews = viewQueries(sourceFilters);

/** Reads {@link sourceFilters} on the server. */
export const loadSourceFilters = createLoader(sourceFilters);
