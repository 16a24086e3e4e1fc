import { createLoader, type inferParserType, parseAsString } from 'nuqs/server';

/** What the URL of the feed narrows it to. */
export const feedFilters = { type: parseAsString, subject: parseAsString };

export type FeedFilters = inferParserType<typeof feedFilters>;

/** Reads {@link feedFilters} on the server. */
export const loadFeedFilters = createLoader(feedFilters);

/** The filters as the api's query has them. */
export function feedParameters({ type, subject }: FeedFilters): URLSearchParams {
  const parameters = new URLSearchParams();
  if (type !== null) parameters.set('type', type);
  if (subject !== null) parameters.set('subject', subject);
  return parameters;
}
