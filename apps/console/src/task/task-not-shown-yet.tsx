'use client';

import { useQuery } from '@tanstack/react-query';
import { browserApi } from '../api-client/browser-api.ts';
import { consistencyReportQuery } from '../consistency/queries.ts';

/** What stands in place of a task that is written and that the read model does not have: it is to come, or it is set aside. */
export function TaskNotShownYet({ id }: { id: string }) {
  const failure = useQuery(consistencyReportQuery(browserApi, 'task', id)).data?.failure ?? null;
  return (
    <p className="text-sm break-words text-muted">
      {failure === null
        ? 'Saved, and not shown yet: the read model has not taken it up. It appears here by itself.'
        : `Saved, and set aside: one of its events cannot be projected, so there is nothing to show: ${failure.reason}`}
    </p>
  );
}
