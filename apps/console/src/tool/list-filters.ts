import { toolSorts, toolStatuses } from '@tools-provider/contracts/values';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

const yesOrNo = ['true', 'false'] as const;

/** What the URL of the list of tools says: `?search=invoice&sourceId=…&available=true&sort=-updatedAt`. The names are the api's. */
export const toolFilters = {
  search: parseAsString.withDefault(''),
  sourceId: parseAsString,
  status: parseAsStringLiteral(toolStatuses),
  enabled: parseAsStringLiteral(yesOrNo),
  available: parseAsStringLiteral(yesOrNo),
  method: parseAsString,
  tag: parseAsString,
  labelId: parseAsString,
  sort: parseAsStringLiteral(toolSorts).withDefault('name'),
};

export type ToolFilters = inferParserType<typeof toolFilters>;

/** Every tool, by name. */
export const noToolFilters: ToolFilters = {
  search: '',
  sourceId: null,
  status: null,
  enabled: null,
  available: null,
  method: null,
  tag: null,
  labelId: null,
  sort: 'name',
};

/** What saved views keep of {@link toolFilters}. */
export const toolViews = viewQueries(toolFilters);

/** Reads {@link toolFilters} on the server. */
export const loadToolFilters = createLoader(toolFilters);

/** What narrows the list, as the api's parameters have it; also the `filter` of a job. */
export function narrowingOf({ sort: _, ...narrowing }: ToolFilters): Readonly<Record<string, string>> {
  const entries = Object.entries(narrowing)
    .map(([name, value]) => [name, value?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries);
}
