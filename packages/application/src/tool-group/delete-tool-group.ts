import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import { getToDelete } from '../get-to-delete.ts';
import type { ToolGroups } from '../ports.ts';

/** Ends a group. Its events stay, its document goes. */
export interface DeleteToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'delete-tool-group';
  readonly id: string;
}

/** Deleting again changes nothing and succeeds. */
export function deleteToolGroup(toolGroups: ToolGroups): CommandHandler<DeleteToolGroup, CommandContext> {
  return async (command, context) => {
    const group = await getToDelete(toolGroups, command.id, context);
    group.delete(context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
