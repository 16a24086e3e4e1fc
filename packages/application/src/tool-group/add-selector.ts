import type { ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';
import type { NewSelector } from './create-tool-group.ts';

/** Adds a rule to a group. */
export interface AddSelector extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'add-selector';
  /** The group's. */
  readonly id: string;
  /** Without an id it gets one derived from the command. */
  readonly selector: NewSelector;
}

/** `refused` (code `selector-id-taken`) when the group has a selector of this id with other criteria; with the same ones nothing changes. */
export function addSelector(toolGroups: ToolGroups): CommandHandler<AddSelector, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    group.addSelector({ ...command.selector, id: command.selector.id ?? context.newId('selector') }, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}
