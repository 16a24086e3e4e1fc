import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Makes a tool belong to a group whatever the selectors say. */
export interface AddExplicitTool extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'add-explicit-tool';
  /** The group's. */
  readonly id: string;
  readonly toolId: string;
}

/** The tool need not exist yet; one that is explicit already changes nothing. */
export function addExplicitTool(toolGroups: ToolGroups): CommandHandler<AddExplicitTool, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.addExplicitTool(command.toolId, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
