import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Lets agents use a group's tools, or asks for it where that takes an approval. */
export interface ActivateToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'activate-tool-group';
  /** The group's. */
  readonly id: string;
}

/** A group that requires an approval gets a pending request instead, under an id derived from the command. An active group, and one that has asked, change nothing. */
export function activateToolGroup(toolGroups: ToolGroups): CommandHandler<ActivateToolGroup, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.activate(context.newId('activation-request'), context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
