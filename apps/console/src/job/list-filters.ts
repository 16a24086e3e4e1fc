import { jobOutcomes } from '@tools-provider/contracts/values';
import { createLoader, parseAsStringLiteral } from 'nuqs/server';

/** What the URL of a job says: `?outcome=refused`. */
export const jobItemFilters = { outcome: parseAsStringLiteral(jobOutcomes) };

/** Reads {@link jobItemFilters} on the server. */
export const loadJobItemFilters = createLoader(jobItemFilters);
