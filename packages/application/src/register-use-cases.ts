import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler, Mediator } from '@tools-provider/mediator';
import { changeLabel } from './label/change-label.ts';
import { createLabel } from './label/create-label.ts';
import { deleteLabel } from './label/delete-label.ts';
import type { Labels, Sources, Tasks, ToolGroups } from './ports.ts';
import { changeSource } from './source/change-source.ts';
import { deregisterSource } from './source/deregister-source.ts';
import { disableSource } from './source/disable-source.ts';
import { dropLabel } from './source/drop-label.ts';
import { enableSource } from './source/enable-source.ts';
import { refreshSource } from './source/refresh-source.ts';
import { registerSource } from './source/register-source.ts';
import type { SourceReader } from './source/source-reader.ts';
import { changeTask } from './task/change-task.ts';
import { createTask } from './task/create-task.ts';
import { deleteTask } from './task/delete-task.ts';
import { changeTool } from './tool/change-tool.ts';
import { disableTool } from './tool/disable-tool.ts';
import { enableTool } from './tool/enable-tool.ts';
import { labelTool } from './tool/label-tool.ts';
import { unlabelTool } from './tool/unlabel-tool.ts';
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
import { replaceToolGroup } from './tool-group/replace-tool-group.ts';
import type { AccessUseCase, PersonalUseCase, UseCase } from './use-case.ts';

/** What the use cases need that are about what everybody works on. */
export interface UseCasePorts {
  readonly toolGroups: ToolGroups;
  readonly tasks: Tasks;
  readonly sources: Sources;
  readonly labels: Labels;
  readonly sourceReader: SourceReader;
}

type SharedUseCase = Exclude<UseCase, PersonalUseCase | AccessUseCase>;

type Handlers = { readonly [C in SharedUseCase as C['type']]: CommandHandler<C, CommandContext> };

/** Gives the mediator the handler of every use case that is about what everybody works on: tool groups, tasks and the catalogue. */
export function registerUseCases<EventContext>(
  mediator: Mediator<CommandContext, EventContext>,
  { toolGroups, tasks, sources, labels, sourceReader }: UseCasePorts,
): void {
  const handlers: Handlers = {
    'create-tool-group': createToolGroup(toolGroups),
    'change-tool-group-details': changeToolGroupDetails(toolGroups),
    'replace-tool-group': replaceToolGroup(toolGroups),
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
    'register-source': registerSource(sources, sourceReader),
    'change-source': changeSource(sources),
    'refresh-source': refreshSource(sources, sourceReader),
    'enable-source': enableSource(sources),
    'disable-source': disableSource(sources),
    'deregister-source': deregisterSource(sources),
    'drop-label': dropLabel(sources),
    'enable-tool': enableTool(sources),
    'disable-tool': disableTool(sources),
    'change-tool': changeTool(sources),
    'label-tool': labelTool(sources, labels),
    'unlabel-tool': unlabelTool(sources),
    'create-label': createLabel(labels),
    'change-label': changeLabel(labels),
    'delete-label': deleteLabel(labels),
  };
  for (const [type, handler] of Object.entries(handlers)) {
    mediator.handle(type, handler as CommandHandler<Command, CommandContext>);
  }
}
