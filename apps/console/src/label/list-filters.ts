import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const sorts = ['name', '-name', 'updatedAt', '-updatedAt', 'createdAt', '-createdAt'] as const;

/** What the URL of the list of labels says. */
export const labelFilters = {
  search: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(sorts).withDefault('name'),
};

export type LabelFilters = inferParserType<typeof labelFilters>;

/** Every label, by name. */
export const noLabelFilters: LabelFilters = { search: '', sort: 'name' };

/** Reads {@link labelFilters} on the server. */
export const loadLabelFilters = createLoader(labelFilters);
