import { orderText, searchWords } from '@tools-provider/event-sourcing';
import type { TaskDocument } from '@tools-provider/read-model';
import type { Db } from 'mongodb';
import { storeDocuments, timeOf, uuidOf } from './stored-documents.ts';

const STATUSES = ['pending', 'in_progress', 'completed', 'cancelled'] as const;
const PRIORITIES = ['low', 'medium', 'medium', 'high'] as const;
const AFTER_ALL_OTHERS = '9999-12-31T23:59:59.999Z';

/** Tasks as the read model has them, written past the log. */
export function storeTasks(db: Db, from: number, to: number): Promise<readonly string[]> {
  return storeDocuments(db, 'tasks', taskOf, from, to);
}

/** One in ten is due at all and one in forty overdue; fifty people have them, one in a thousand decides about an activation. */
function taskOf(n: number): TaskDocument {
  const at = timeOf(n);
  const title = `Review number ${n}`;
  const status = STATUSES[Math.floor(n / 10) % STATUSES.length] ?? 'pending';
  const dueAt = n % 10 === 0 ? at : null;
  const isOver = status === 'completed' || status === 'cancelled';
  return {
    id: uuidOf(n),
    title,
    description: n % 500 === 0 ? 'Escalated' : 'Routine',
    status,
    priority: PRIORITIES[n % PRIORITIES.length] ?? 'medium',
    assigneeId: `person-${n % 50}`,
    department: `department-${n % 9}`,
    dueAt,
    approval: null,
    createdAt: at,
    createdBy: `operator-${n % 10}`,
    updatedAt: at,
    updatedBy: `operator-${n % 10}`,
    isDecision: n % 1_000 === 0,
    searchWords: searchWords(title, n % 500 === 0 ? 'Escalated' : 'Routine'),
    titleOrder: orderText(title),
    dueOrder: dueAt ?? AFTER_ALL_OTHERS,
    openDueOrder: isOver ? AFTER_ALL_OTHERS : (dueAt ?? AFTER_ALL_OTHERS),
  };
}
