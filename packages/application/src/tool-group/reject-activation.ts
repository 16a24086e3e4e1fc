import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Ends the request for the activation of a group, which stays inactive. */
export interface RejectActivation extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'reject-activation';
  /** The group's. */
  readonly id: string;
  readonly requestId: string;
  readonly reason?: string | undefined;
  /** Who rejected, an actor's id; by default the one who sends the command. */
  readonly rejectedBy?: string | undefined;
}

/**
 * An inactive group whose pending request is another one or none changes nothing. `refused` (code `activation-request-not-pending`) for an
 * active group: what was approved cannot be rejected.
 */
export function rejectActivation(toolGroups: ToolGroups): CommandHandler<RejectActivation, CommandContext> {
  return async (command, context) => {
    const { id, requestId, reason, rejectedBy = context.actor.id } = command;
    const group = await toolGroups.get(id, context);
    group.rejectActivation(requestId, { rejectedBy, reason }, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
