import { auditedAggregates } from '@tools-provider/contracts/values';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** What the URL of the feed narrows it to. */
export const feedFilters = {
  aggregate: parseAsStringLiteral(auditedAggregates),
  type: parseAsString,
  subject: parseAsString,
};

export type FeedFilters = inferParserType<typeof feedFilters>;

/** Reads {@link feedFilters} on the server. */
export const loadFeedFilters = createLoader(feedFilters);

/** The filters as the api's query has them. */
export function feedParameters(filters: FeedFilters): URLSearchParams {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given);
}

/** Whether anything is left out. */
export function isNarrowed(filters: FeedFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}
