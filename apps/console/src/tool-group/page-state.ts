import { createLoader, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';

/** The parts of a group's page. */
export const groupTabs = ['definition', 'tools', 'history', 'receipt'] as const;

/** What the URL of a group's page says: which part is shown, and as it was at which revision. */
export const groupPageState = {
  tab: parseAsStringLiteral(groupTabs).withDefault('definition'),
  atRevision: parseAsInteger,
};

/** Reads {@link groupPageState} on the server. */
export const loadGroupPageState = createLoader(groupPageState);
