import { jobOutcome } from '@tools-provider/contracts';
import { createLoader, parseAsStringLiteral } from 'nuqs/server';

/** What the URL of a job says: `?outcome=refused`. */
export const jobItemFilters = { outcome: parseAsStringLiteral(jobOutcome.options) };

/** Reads {@link jobItemFilters} on the server. */
export const loadJobItemFilters = createLoader(jobItemFilters);
