import type { DefinedExclusion, ToolGroup, ToolGroupState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';
import { setApprovalRequirement } from './approval-requirement.ts';
import type { NewSelector } from './create-tool-group.ts';

/** Makes a group what the command says, whatever it was; whether it is active stays. */
export interface ReplaceToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'replace-tool-group';
  /** The group's. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** In their order. One without an id is any of the group's with the same criteria, or a new one. */
  readonly selectors: readonly NewSelector[];
  readonly explicitToolIds: readonly string[];
  readonly excludedTools: readonly DefinedExclusion[];
  /** Left out: as it is. */
  readonly requiresApproval?: boolean | undefined;
}

/** All differences are one append, and there is none when there are no differences. `forbidden` as of {@link setApprovalRequirement}. */
export function replaceToolGroup(toolGroups: ToolGroups): CommandHandler<ReplaceToolGroup, CommandContext> {
  return async (command, context) => {
    const group = await toolGroups.get(command.id, context);
    replaceDefinition(group, command, context);
    await toolGroups.update(group, context);
    return responseOf(group);
  };
}

/** Makes a group what the command says, with the differences as pending events; nothing is stored. */
export function replaceDefinition(
  group: ToolGroup,
  command: Omit<ReplaceToolGroup, 'type' | 'id'>,
  context: CommandContext,
): void {
  const selectors = command.selectors.map((selector, n) => ({
    ...selector,
    idIfNew: context.newId(`selector/${n}`),
  }));
  group.replaceDefinition({ ...command, selectors }, context);
  setApprovalRequirement(group, command.requiresApproval, context);
}
