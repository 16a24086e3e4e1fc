import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Activates a group because its request was approved. */
export interface ApproveActivation extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'approve-activation';
  /** The group's. */
  readonly id: string;
  readonly requestId: string;
  /** Who approved, an actor's id; whoever sends the command does so for them. */
  readonly approvedBy: string;
}

/**
 * An active group changes nothing. `refused` (code `activation-request-not-pending`) for an inactive group whose pending request is another
 * one or none, `forbidden` (code `approval-needs-another-admin`) when the approver is the one who asked.
 */
export function approveActivation(toolGroups: ToolGroups): CommandHandler<ApproveActivation, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.approveActivation(command.requestId, command.approvedBy, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
