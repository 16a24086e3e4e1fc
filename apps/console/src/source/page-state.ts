import { createLoader, parseAsStringLiteral } from 'nuqs/server';

/** The parts of a source's page. */
export const sourceTabs = ['tools', 'warnings', 'history', 'receipt'] as const;

/** What the URL of a source's page says: which part is shown. */
export const sourcePageState = { tab: parseAsStringLiteral(sourceTabs).withDefault('tools') };

/** Reads {@link sourcePageState} on the server. */
export const loadSourcePageState = createLoader(sourcePageState);
