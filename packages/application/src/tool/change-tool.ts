import type { ToolChanges } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { CommandHandler } from '@tools-provider/mediator';
import type { Sources } from '../ports.ts';
import { changeToolOf, type ToolCommand } from './tool-command.ts';

/** Says what a tool is called or what it does, instead of its document; `null` lets the document say it again. */
export interface ChangeTool extends ToolCommand, ToolChanges {
  readonly type: 'change-tool';
}

/** What is left out stays. */
export function changeTool(sources: Sources): CommandHandler<ChangeTool, CommandContext> {
  return (command, context) =>
    changeToolOf(sources, command, context, (source) => source.changeTool(command.toolId, command, context));
}
