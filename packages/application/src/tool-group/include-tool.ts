import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Ends the exclusion of a tool from a group. */
export interface IncludeTool extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'include-tool';
  /** The group's. */
  readonly id: string;
  readonly toolId: string;
}

/** A tool that is not excluded changes nothing. */
export function includeTool(toolGroups: ToolGroups): CommandHandler<IncludeTool, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.includeTool(command.toolId, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
