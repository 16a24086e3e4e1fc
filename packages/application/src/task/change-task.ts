import type { Task, TaskChanges, TaskState } from '@tools-provider/domain';
import type { Actor, CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Tasks } from '../ports.ts';
import { hasRole } from '../roles.ts';

/** Changes a task; what is left out stays, `null` clears. */
export interface ChangeTask extends Command<CommandResponse<TaskState>>, TaskChanges {
  readonly type: 'change-task';
  readonly id: string;
  /** Only if the task is due at this moment (ISO 8601) or before: for those who know its due date from hearsay. */
  readonly ifDueBy?: string | undefined;
}

/**
 * All changes are one append. `forbidden` (code `not-your-task`, `status-only`) unless the caller is an operator, or changes the status,
 * and nothing else, of a task that is assigned to them. A task that decides about an activation is completed only by an admin who did not
 * ask for it (code `approval-needs-another-admin`), and cancelled only by an operator (code `role-missing`). `refused` (code `not-due`) when
 * the task is due later than `ifDueBy`.
 */
export function changeTask(tasks: Tasks): CommandHandler<ChangeTask, CommandContext> {
  return async (command, context) => {
    const task = await tasks.get(command.id, context);
    refuseUnlessAllowed(command, task, context.actor);
    refuseDecisionUnlessAllowed(command, task, context.actor);
    refuseUnlessDue(command, task);
    if (command.title !== undefined) task.changeTitle(command.title, context);
    if (command.description !== undefined) task.changeDescription(command.description, context);
    if (command.status !== undefined) task.changeStatus(command.status, context);
    if (command.priority !== undefined) task.changePriority(command.priority, context);
    if (command.assigneeId !== undefined) task.changeAssignee(command.assigneeId, context);
    if (command.department !== undefined) task.changeDepartment(command.department, context);
    if (command.dueAt !== undefined) task.changeDueAt(command.dueAt, context);
    await tasks.update(task, context);
    return responseOf(task);
  };
}

/** What an assignee without the role operator may not touch; a field that is missing here is a type error. */
const OPERATORS_FIELDS: Readonly<Record<Exclude<keyof TaskChanges, 'status'>, true>> = {
  title: true,
  description: true,
  priority: true,
  assigneeId: true,
  department: true,
  dueAt: true,
};

function refuseUnlessAllowed(command: ChangeTask, task: Task, actor: Actor): void {
  if (hasRole(actor, 'operator')) return;
  if (task.state.assigneeId !== actor.id) {
    throw new CodedError('forbidden', 'not-your-task', `The task ${task.id} is not assigned to ${actor.id}`);
  }
  const fields = Object.keys(OPERATORS_FIELDS) as (keyof typeof OPERATORS_FIELDS)[];
  const places = fields
    .filter((field) => command[field] !== undefined)
    .map((field) => ({ pointer: `/${field}`, detail: 'needs the role operator' }));
  if (places.length > 0) {
    throw new CodedError(
      'forbidden',
      'status-only',
      'Of a task assigned to you you may change the status only',
      {
        places,
      },
    );
  }
}

/** Completing such a task approves an activation, cancelling it withdraws the request; a status that it has already does neither. */
function refuseDecisionUnlessAllowed({ status }: ChangeTask, { state }: Task, actor: Actor): void {
  if (state.approval === null || status === state.status) return;
  const { requestedBy } = state.approval;
  if (status === 'completed' && (actor.id === requestedBy || !hasRole(actor, 'admin'))) {
    const detail = `takes an admin other than ${requestedBy}, who asked for the activation`;
    throw new CodedError('forbidden', 'approval-needs-another-admin', `To complete this task ${detail}`, {
      places: [{ pointer: '/status', detail }],
    });
  }
  if (status === 'cancelled' && !hasRole(actor, 'operator')) {
    const detail = 'needs the role operator: it withdraws the request';
    throw new CodedError('forbidden', 'role-missing', `To cancel this task ${detail}`, {
      places: [{ pointer: '/status', detail }],
    });
  }
}

function refuseUnlessDue({ ifDueBy }: ChangeTask, { id, state }: Task): void {
  if (ifDueBy === undefined || (state.dueAt !== null && state.dueAt <= ifDueBy)) return;
  throw new CodedError(
    'refused',
    'not-due',
    `The task ${id} is due ${state.dueAt ?? 'never'}, not by ${ifDueBy}`,
  );
}
