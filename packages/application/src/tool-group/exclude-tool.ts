import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Keeps a tool out of a group whatever else is said. */
export interface ExcludeTool extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'exclude-tool';
  /** The group's. */
  readonly id: string;
  readonly toolId: string;
  readonly reason?: string | undefined;
}

/** The tool need not exist yet; one that is excluded already changes nothing, and keeps its reason. */
export function excludeTool(toolGroups: ToolGroups): CommandHandler<ExcludeTool, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.excludeTool(command.toolId, command.reason, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
