import type { ToolGroupChanges, ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';
import { setApprovalRequirement } from './approval-requirement.ts';

/** Gives a group another name or description, requires or waives an approval; what is left out stays. */
export interface ChangeToolGroupDetails extends Command<CommandResponse<ToolGroupState>>, ToolGroupChanges {
  readonly type: 'change-tool-group-details';
  /** The group's. */
  readonly id: string;
  readonly requiresApproval?: boolean | undefined;
}

/** All changes are one append. `forbidden` (code `approval-waiver`) for a caller who waives an approval and is no admin. */
export function changeToolGroupDetails(
  toolGroups: ToolGroups,
): CommandHandler<ChangeToolGroupDetails, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.changeDetails(command, context);
    setApprovalRequirement(group, command.requiresApproval, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
