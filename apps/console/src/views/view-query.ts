import { createLoader, createSerializer, type inferParserType, type ParserMap } from 'nuqs/server';

/** A list's query as a view keeps it: what differs from the list without any filter, in a fixed order. */
export type ViewQuery = Readonly<Record<string, string>>;

/** Translates between a list's filters and what a view keeps of them. What a list does not know (any more) is left out. */
export function viewQueries<Parsers extends ParserMap>(parsers: Parsers) {
  const load = createLoader(parsers);
  const serialize = createSerializer(parsers);
  const queryOf = (filters: inferParserType<Parsers>): ViewQuery => {
    const entries = [...new URLSearchParams(serialize(filters as never))]
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== '');
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  const filtersOf = (query: ViewQuery): inferParserType<Parsers> => load({ ...query });
  return {
    queryOf,
    filtersOf,
    /** Whether a view shows what these filters show. */
    isSame: (query: ViewQuery, filters: inferParserType<Parsers>) =>
      JSON.stringify(queryOf(filtersOf(query))) === JSON.stringify(queryOf(filters)),
  };
}
