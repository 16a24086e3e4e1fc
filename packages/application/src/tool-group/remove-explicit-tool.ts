import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Leaves it to the selectors whether a tool belongs to a group. */
export interface RemoveExplicitTool extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'remove-explicit-tool';
  /** The group's. */
  readonly id: string;
  readonly toolId: string;
}

/** A tool that is not explicit changes nothing. */
export function removeExplicitTool(
  toolGroups: ToolGroups,
): CommandHandler<RemoveExplicitTool, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.removeExplicitTool(command.toolId, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
