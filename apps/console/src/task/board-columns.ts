import type { Task, TaskStatus } from '@tools-provider/contracts';
import type { TaskFilters } from './list-filters.ts';

/**
 * Puts tasks into the columns of the board. The columns are read one after the other, so that two of them may tell of
 * the same task: its newest revision says where it is.
 */
export function columnsOf(
  tasks: readonly Task[],
  sort: TaskFilters['sort'],
): Readonly<Record<TaskStatus, readonly Task[]>> {
  const newest = new Map<string, Task>();
  for (const task of tasks) {
    const other = newest.get(task.id);
    if (other === undefined || task.revision > other.revision) newest.set(task.id, task);
  }
  const columns: Record<TaskStatus, Task[]> = { pending: [], in_progress: [], completed: [], cancelled: [] };
  for (const task of [...newest.values()].sort(orderOf(sort))) columns[task.status].push(task);
  return columns;
}

type Order = (one: Task, other: Task) => number;

function orderOf(sort: TaskFilters['sort']): Order {
  const isDown = sort.startsWith('-');
  const field = (isDown ? sort.slice(1) : sort) as 'title' | 'createdAt' | 'updatedAt' | 'dueAt';
  return (one, other) => {
    const [a, b] = [one[field], other[field]];
    // Those without a date come last, whichever way the order goes.
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = field === 'title' ? a.localeCompare(b) : Number(a > b) - Number(a < b);
    return isDown ? -order : order;
  };
}
