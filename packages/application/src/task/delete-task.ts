import type { TaskState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import { getToDelete } from '../get-to-delete.ts';
import type { Tasks } from '../ports.ts';

/** Ends a task. Its events stay, its document goes. */
export interface DeleteTask extends Command<CommandResponse<TaskState>> {
  readonly type: 'delete-task';
  readonly id: string;
}

/** Deleting again changes nothing and succeeds. */
export function deleteTask(tasks: Tasks): CommandHandler<DeleteTask, CommandContext> {
  return async (command, context) => {
    const task = await getToDelete(tasks, command.id, context);
    task.delete(context);
    await tasks.update(task, context);
    return responseOf(task);
  };
}
