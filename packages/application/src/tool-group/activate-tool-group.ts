import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Lets agents use a group's tools. */
export interface ActivateToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'activate-tool-group';
  /** The group's. */
  readonly id: string;
}

/** An active group changes nothing. */
export function activateToolGroup(toolGroups: ToolGroups): CommandHandler<ActivateToolGroup, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.activate(context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
