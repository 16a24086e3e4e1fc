import { createLoader, parseAsBoolean, parseAsString } from 'nuqs/server';

/** What the URL of the page narrows the tokens to; `all` shows those that are worth nothing any more, too. */
export const accessFilters = {
  search: parseAsString.withDefault(''),
  all: parseAsBoolean.withDefault(false),
};

/** Reads {@link accessFilters} on the server. */
export const loadAccessFilters = createLoader(accessFilters);
