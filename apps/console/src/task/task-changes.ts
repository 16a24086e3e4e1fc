import type { Task } from '@tools-provider/contracts';
import { toDateTimeInput } from '../time/date-time.ts';
import type { TaskDraft } from './task-fields.tsx';

/** Whose version of a field is taken. */
export type Side = 'yours' | 'theirs';

/** A field that is not the same on all sides. */
export interface FieldDifference {
  readonly field: keyof TaskDraft;
  readonly yours: string;
  readonly theirs: string;
  /** Both changed it, and not to the same: somebody has to choose. */
  readonly isConflict: boolean;
  /** Who changed it; of a conflict what is taken unless somebody chooses otherwise. */
  readonly side: Side;
}

const fields = ['title', 'description', 'priority', 'dueAt', 'assigneeId', 'department'] as const;

/** A task as it is typed. */
export function draftOf(task: Task): TaskDraft {
  return {
    title: task.title,
    description: task.description,
    priority: task.priority,
    assigneeId: task.assigneeId ?? '',
    department: task.department ?? '',
    dueAt: toDateTimeInput(task.dueAt),
  };
}

/** In which fields two versions differ that were made of the same one. What both changed alike is no difference. */
export function differencesOf(
  base: TaskDraft,
  yours: TaskDraft,
  theirs: TaskDraft,
): readonly FieldDifference[] {
  return fields.flatMap((field) => {
    const [was, mine, other] = [base[field].trim(), yours[field].trim(), theirs[field].trim()];
    if (mine === other) return [];
    const isMine = mine !== was;
    const isConflict = isMine && other !== was;
    return [{ field, yours: mine, theirs: other, isConflict, side: isMine ? 'yours' : 'theirs' } as const];
  });
}

/** What is typed, with the chosen side of each difference. */
export function merged(
  yours: TaskDraft,
  theirs: TaskDraft,
  differences: readonly FieldDifference[],
  sideOf: (difference: FieldDifference) => Side,
): TaskDraft {
  const taken = differences.filter((difference) => sideOf(difference) === 'theirs');
  return { ...yours, ...Object.fromEntries(taken.map(({ field }) => [field, theirs[field]])) };
}
