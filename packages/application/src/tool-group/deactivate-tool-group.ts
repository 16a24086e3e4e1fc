import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Keeps agents from using a group's tools. */
export interface DeactivateToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'deactivate-tool-group';
  /** The group's. */
  readonly id: string;
  readonly reason?: string | undefined;
}

/** An inactive group changes nothing, and keeps its reason. */
export function deactivateToolGroup(
  toolGroups: ToolGroups,
): CommandHandler<DeactivateToolGroup, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.deactivate(command.reason, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
