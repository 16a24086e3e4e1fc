import { parseAsBoolean, parseAsString } from 'nuqs';

/** What the URL of the page narrows the tokens to; `all` shows those that are worth nothing any more, too. */
export const accessFilters = {
  search: parseAsString.withDefault(''),
  all: parseAsBoolean.withDefault(false),
};
