import {
  createLoader,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';

/** The parts of a group's page. */
export const groupTabs = ['definition', 'tools', 'history', 'receipt'] as const;

/** What the URL of a group's page says: which part is shown, of its tools which, and as it was at which revision. */
export const groupPageState = {
  tab: parseAsStringLiteral(groupTabs).withDefault('definition'),
  search: parseAsString.withDefault(''),
  resolved: parseAsStringLiteral(['true', 'false']),
  sort: parseAsStringLiteral(['name', '-name']).withDefault('name'),
  atRevision: parseAsInteger,
};

export type GroupPageState = inferParserType<typeof groupPageState>;

/** Reads {@link groupPageState} on the server. */
export const loadGroupPageState = createLoader(groupPageState);
