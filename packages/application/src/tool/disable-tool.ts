import type { CommandContext } from '@tools-provider/event-sourcing';
import type { CommandHandler } from '@tools-provider/mediator';
import type { Sources } from '../ports.ts';
import { changeToolOf, type ToolCommand } from './tool-command.ts';

/** Keeps agents from a tool. */
export interface DisableTool extends ToolCommand {
  readonly type: 'disable-tool';
  readonly reason?: string | undefined;
}

/** A tool that is disabled already changes nothing, and keeps its reason. */
export function disableTool(sources: Sources): CommandHandler<DisableTool, CommandContext> {
  return (command, context) =>
    changeToolOf(sources, command, context, (source) =>
      source.disableTool(command.toolId, command.reason, context),
    );
}
