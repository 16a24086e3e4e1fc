'use client';

import { useSetAsideReason } from '../consistency/not-shown-yet.tsx';

/** What stands in place of a task that is written and that the read model does not have: it is to come, or it is set aside. */
export function TaskNotShownYet({ id }: { id: string }) {
  const reason = useSetAsideReason('task', id);
  return (
    <p className="text-sm break-words text-muted">
      {reason === null
        ? 'Saved, and not shown yet: the read model has not taken it up. It appears here by itself.'
        : `Saved, and set aside: one of its events cannot be projected, so there is nothing to show: ${reason}`}
    </p>
  );
}
