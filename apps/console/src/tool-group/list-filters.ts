import type { ToolGroupFilter } from '@tools-provider/contracts';
import { toolGroupSorts } from '@tools-provider/contracts/values';
import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { viewQueries } from '../views/view-query.ts';

/** What can be asked about approvals: groups that need one, that wait for one, or that need none. */
const approvals = {
  needed: { requiresApproval: 'true' },
  waiting: { hasActivationRequest: 'true' },
  none: { requiresApproval: 'false' },
} as const satisfies Record<string, ToolGroupFilter>;

/** What the URL of the list says: `?search=billing&active=true&approval=waiting&createdBy=otto&sort=-updatedAt`. */
export const toolGroupFilters = {
  search: parseAsString.withDefault(''),
  active: parseAsStringLiteral(['true', 'false']),
  approval: parseAsStringLiteral(['needed', 'waiting', 'none']),
  createdBy: parseAsString,
  sort: parseAsStringLiteral(toolGroupSorts).withDefault('name'),
};

export type ToolGroupFilters = inferParserType<typeof toolGroupFilters>;

/** What saved views keep of {@link toolGroupFilters}. */
export const toolGroupViews = viewQueries(toolGroupFilters);

/** Reads {@link toolGroupFilters} on the server. */
export const loadToolGroupFilters = createLoader(toolGroupFilters);

/** What the filters say, without the order, as the api takes it. */
export function toolGroupFilterOf({
  search,
  active,
  approval,
  createdBy,
}: Omit<ToolGroupFilters, 'sort'>): ToolGroupFilter {
  const [words, maker] = [search.trim(), createdBy?.trim() ?? ''];
  return {
    ...(words === '' ? {} : { search: words }),
    ...(active === null ? {} : { active }),
    ...(approval === null ? {} : approvals[approval]),
    ...(maker === '' ? {} : { createdBy: maker }),
  };
}

/** All filters without a say. */
export const noToolGroupFilters = { search: null, active: null, approval: null, createdBy: null } as const;
