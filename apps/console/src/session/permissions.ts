import type { Me, Task } from '@tools-provider/contracts';

type Person = Pick<Me, 'id' | 'roles'>;

/** Whether someone may create and change tool groups and tasks. */
export function mayCurate(person: Person): boolean {
  return person.roles.includes('operator') || person.roles.includes('admin');
}

/** Whether someone may delete whole tool groups and tasks. */
export function mayDelete(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may change a task's status: those who curate, and whoever it is assigned to. */
export function mayChangeStatus(person: Person, task: Pick<Task, 'assigneeId'>): boolean {
  return mayCurate(person) || task.assigneeId === person.id;
}
