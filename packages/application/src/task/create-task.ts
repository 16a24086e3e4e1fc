import { type NewTask, Task, type TaskState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Tasks } from '../ports.ts';

/** Creates a task; what is left out has the domain's default. */
export interface CreateTask extends Command<CommandResponse<TaskState>>, NewTask {
  readonly type: 'create-task';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
}

/** `conflict` when the id is taken. */
export function createTask(tasks: Tasks): CommandHandler<CreateTask, CommandContext> {
  return async (command, context) => {
    const task = Task.create(command.id ?? context.newId('task'), command, context);
    await tasks.add(task, context);
    return responseOf(task);
  };
}
