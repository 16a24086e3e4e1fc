import type { Me, Task, TaskStatus } from '@tools-provider/contracts';

type Person = Pick<Me, 'id' | 'roles'>;

/** Whether someone may create and change tool groups and tasks. */
export function mayCurate(person: Person): boolean {
  return person.roles.includes('operator') || person.roles.includes('admin');
}

/** Whether someone may delete whole tool groups and tasks. */
export function mayDelete(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may manage sources, access and the audit. */
export function mayAdminister(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may stop the sharing of others' views, and delete them. */
export function mayModerateViews(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may have tried again what was set aside. */
export function mayRetry(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may let a group that needs an approval become active without one. */
export function mayWaiveApproval(person: Person): boolean {
  return person.roles.includes('admin');
}

/** Whether someone may change a task's status: those who curate, and whoever it is assigned to. */
export function mayChangeStatus(person: Person, task: Pick<Task, 'assigneeId'>): boolean {
  return mayCurate(person) || task.assigneeId === person.id;
}

/** Whether someone may approve an activation: an admin, and not the one who asked. */
export function mayApprove(person: Person, { requestedBy }: { readonly requestedBy: string }): boolean {
  return person.roles.includes('admin') && person.id !== requestedBy;
}

/** Whether someone may give a task a status: completing one that decides about an activation approves it, cancelling it withdraws the request. */
export function mayGiveStatus(
  person: Person,
  task: Pick<Task, 'assigneeId' | 'approval'>,
  status: TaskStatus,
): boolean {
  if (!mayChangeStatus(person, task)) return false;
  if (task.approval !== null && status === 'completed') return mayApprove(person, task.approval);
  return task.approval === null || status !== 'cancelled' || mayCurate(person);
}
