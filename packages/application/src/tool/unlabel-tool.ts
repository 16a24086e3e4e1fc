import type { CommandContext } from '@tools-provider/event-sourcing';
import type { CommandHandler } from '@tools-provider/mediator';
import type { Sources } from '../ports.ts';
import { changeToolOf, type ToolCommand } from './tool-command.ts';

/** Takes a label from a tool. */
export interface UnlabelTool extends ToolCommand {
  readonly type: 'unlabel-tool';
  readonly labelId: string;
}

/** The label need not exist any more. */
export function unlabelTool(sources: Sources): CommandHandler<UnlabelTool, CommandContext> {
  return (command, context) =>
    changeToolOf(sources, command, context, (source) =>
      source.unlabelTool(command.toolId, command.labelId, context),
    );
}
