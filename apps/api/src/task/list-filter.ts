import type { TaskFilter } from '@tools-provider/contracts';
import type { DocumentFilter } from '@tools-provider/event-sourcing';
import { defined } from '../http/defined.ts';
import { flagOf } from '../http/list-page.ts';

/** The documents that the filters of the list ask for, its search aside. What is overdue is so now. */
export function taskFilterOf({
  status,
  priority,
  assigneeId,
  department,
  createdBy,
  decision,
  overdue,
  dueBefore,
  updatedSince,
}: TaskFilter): Pick<DocumentFilter, 'where' | 'ranges'> {
  return {
    where: defined({
      status,
      priority,
      assigneeId,
      department,
      createdBy,
      isDecision: flagOf(decision),
    }),
    ranges: defined({
      openDueOrder: overdue === undefined ? undefined : { before: new Date().toISOString() },
      dueOrder: dueBefore === undefined ? undefined : { before: dueBefore },
      updatedAt: updatedSince === undefined ? undefined : { from: updatedSince },
    }),
  };
}
