import type { ToolGroup, ToolGroupChanges, ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';
import { hasRole } from '../roles.ts';

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
    if (command.requiresApproval === true) group.requireApproval(context);
    if (command.requiresApproval === false) waiveApproval(group, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}

function waiveApproval(group: ToolGroup, context: CommandContext): void {
  if (group.state.requiresApproval && !hasRole(context.actor, 'admin')) {
    throw new CodedError(
      'forbidden',
      'approval-waiver',
      'Only an admin may let a group that requires an approval become active without one',
      { places: [{ pointer: '/requiresApproval', detail: 'needs the role admin to become false' }] },
    );
  }
  group.waiveApproval(context);
}
