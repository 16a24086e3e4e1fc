import { queryOptions } from '@tanstack/react-query';
import type { AggregateName, ConsistencyReport } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** The full account of one aggregate's consistency, with what went wrong if it is set aside. */
export function consistencyReportQuery(api: Api, aggregate: AggregateName, id: string) {
  return queryOptions({
    queryKey: ['consistency', aggregate, id],
    queryFn: ({ signal }) => api<ConsistencyReport>(`/api/v1/consistency/${aggregate}/${id}`, { signal }),
    retry: false,
  });
}
