import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler, Mediator } from '@tools-provider/mediator';
import type { Tasks, ToolGroups } from './ports.ts';
import { changeTask } from './task/change-task.ts';
import { createTask } from './task/create-task.ts';
import { deleteTask } from './task/delete-task.ts';
import { activateToolGroup } from './tool-group/activate-tool-group.ts';
import { addExplicitTool } from './tool-group/add-explicit-tool.ts';
import { addSelector } from './tool-group/add-selector.ts';
import { approveActivation } from './tool-group/approve-activation.ts';
import { changeToolGroupDetails } from './tool-group/change-tool-group-details.ts';
import { createToolGroup } from './tool-group/create-tool-group.ts';
import { deactivateToolGroup } from './tool-group/deactivate-tool-group.ts';
import { deleteToolGroup } from './tool-group/delete-tool-group.ts';
import { excludeTool } from './tool-group/exclude-tool.ts';
import { includeTool } from './tool-group/include-tool.ts';
import { rejectActivation } from './tool-group/reject-activation.ts';
import { removeExplicitTool } from './tool-group/remove-explicit-tool.ts';
import { removeSelector } from './tool-group/remove-selector.ts';
import type { PersonalUseCase, UseCase } from './use-case.ts';

/** What the use cases need that are about what everybody works on. */
export interface UseCasePorts {
  readonly toolGroups: ToolGroups;
  readonly tasks: Tasks;
}

type SharedUseCase = Exclude<UseCase, PersonalUseCase>;

type Handlers = { readonly [C in SharedUseCase as C['type']]: CommandHandler<C, CommandContext> };

/** Gives the mediator the handler of every use case that is about what everybody works on: tool groups and tasks. */
export function registerUseCases<EventContext>(
  mediator: Mediator<CommandContext, EventContext>,
  { toolGroups, tasks }: UseCasePorts,
): void {
  const handlers: Handlers = {
    'create-tool-group': createToolGroup(toolGroups),
    'change-tool-group-details': changeToolGroupDetails(toolGroups),
    'delete-tool-group': deleteToolGroup(toolGroups),
    'add-selector': addSelector(toolGroups),
    'remove-selector': removeSelector(toolGroups),
    'add-explicit-tool': addExplicitTool(toolGroups),
    'remove-explicit-tool': removeExplicitTool(toolGroups),
    'exclude-tool': excludeTool(toolGroups),
    'include-tool': includeTool(toolGroups),
    'activate-tool-group': activateToolGroup(toolGroups),
    'deactivate-tool-group': deactivateToolGroup(toolGroups),
    'approve-activation': approveActivation(toolGroups),
    'reject-activation': rejectActivation(toolGroups),
    'create-task': createTask(tasks),
    'change-task': changeTask(tasks),
    'delete-task': deleteTask(tasks),
  };
  for (const [type, handler] of Object.entries(handlers)) {
    mediator.handle(type, handler as CommandHandler<Command, CommandContext>);
  }
}
