import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { AuditEntry, Page } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import type { AuditFilters } from './filters.ts';

/** Below this key lies what was read of the audit. */
export const auditKey = ['audit'] as const;

/** Who did what, the newest first. What is told once stays as it is, so only newer entries make it worth reading again. */
export function auditQuery(api: Api, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: [...auditKey, filters],
    queryFn: ({ pageParam, signal }) =>
      api<Page<AuditEntry>>(`/api/v1/audit?${parametersOf(filters, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  });
}

function parametersOf(filters: AuditFilters, cursor: string | null): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, cursor })) {
    if (value !== null && value.trim() !== '') parameters.set(name, value.trim());
  }
  return parameters;
}
