import { auditedAggregates } from '@tools-provider/contracts/values';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** What the URL narrows the audit to; `from` and `until` are moments in UTC. */
export const auditFilters = {
  actor: parseAsString,
  aggregate: parseAsStringLiteral(auditedAggregates),
  id: parseAsString,
  type: parseAsString,
  from: parseAsString,
  until: parseAsString,
};

export type AuditFilters = inferParserType<typeof auditFilters>;

/** No filter at all. */
export const everything = { actor: null, aggregate: null, id: null, type: null, from: null, until: null };

/** Reads {@link auditFilters} on the server. */
export const loadAuditFilters = createLoader(auditFilters);
