import type { CommandContext } from '@tools-provider/event-sourcing';
import type { CommandHandler } from '@tools-provider/mediator';
import type { Sources } from '../ports.ts';
import { changeToolOf, type ToolCommand } from './tool-command.ts';

/** Lets agents use a tool. */
export interface EnableTool extends ToolCommand {
  readonly type: 'enable-tool';
}

/** `refused` (code `tool-deprecated`) for a tool that its source no longer has. */
export function enableTool(sources: Sources): CommandHandler<EnableTool, CommandContext> {
  return (command, context) =>
    changeToolOf(sources, command, context, (source) => source.enableTool(command.toolId, context));
}
