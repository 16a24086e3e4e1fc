import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** Takes a rule away from a group. */
export interface RemoveSelector extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'remove-selector';
  /** The group's. */
  readonly id: string;
  readonly selectorId: string;
}

/** `not-found` (code `selector-not-found`) when the group has no such selector. */
export function removeSelector(toolGroups: ToolGroups): CommandHandler<RemoveSelector, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.removeSelector(command.selectorId, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
