import type { ToolGroupChanges, ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Gives a group another name, description or both; what is left out stays. */
export interface ChangeToolGroupDetails extends Command<CommandResponse<ToolGroupState>>, ToolGroupChanges {
  readonly type: 'change-tool-group-details';
  /** The group's. */
  readonly id: string;
}

/** Raises one event with what is new, or none. */
export function changeToolGroupDetails(
  toolGroups: ToolGroups,
): CommandHandler<ChangeToolGroupDetails, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.changeDetails(command, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
