import {
  type DefinedExclusion,
  inPart,
  ToolGroup,
  type ToolGroupState,
  type ToolSelectorInput,
} from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ToolGroups } from '../ports.ts';

/** A selector that may get its id from the command. */
export type NewSelector = Omit<ToolSelectorInput, 'id'> & { readonly id?: string | undefined };

/** Creates a group with everything that belongs to it from the start. */
export interface CreateToolGroup extends Command<CommandResponse<ToolGroupState>> {
  readonly type: 'create-tool-group';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly description?: string | undefined;
  /** Default `false`; a group that requires an approval is inactive from the start. */
  readonly requiresApproval?: boolean | undefined;
  readonly selectors?: readonly NewSelector[] | undefined;
  readonly explicitToolIds?: readonly string[] | undefined;
  readonly excludedToolIds?: readonly string[] | undefined;
  /** Besides those, with reasons. */
  readonly excludedTools?: readonly DefinedExclusion[] | undefined;
}

/** The group and all its parts are one append: there are all of them or there is no group. `conflict` when the id is taken. */
export function createToolGroup(toolGroups: ToolGroups): CommandHandler<CreateToolGroup, CommandContext> {
  return async (command, context) => {
    const group = newToolGroup(command, context);
    await toolGroups.add(group, context);
    return responseOf(group);
  };
}

/** The group that the command asks for, with what has happened to it as pending events; nothing is stored. */
export function newToolGroup(command: Omit<CreateToolGroup, 'type'>, context: CommandContext): ToolGroup {
  const group = ToolGroup.create(command.id ?? context.newId('tool-group'), command, context);
  for (const [index, selector] of (command.selectors ?? []).entries()) {
    const id = selector.id ?? context.newId(`selector/${index}`);
    inPart(
      (pointer) => `/selectors/${index}${pointer}`,
      () => group.addSelector({ ...selector, id }, context),
    );
  }
  for (const [index, toolId] of (command.explicitToolIds ?? []).entries()) {
    inPart(
      () => `/explicitToolIds/${index}`,
      () => group.addExplicitTool(toolId, context),
    );
  }
  for (const [index, toolId] of (command.excludedToolIds ?? []).entries()) {
    inPart(
      () => `/excludedToolIds/${index}`,
      () => group.excludeTool(toolId, undefined, context),
    );
  }
  for (const [index, { toolId, reason }] of (command.excludedTools ?? []).entries()) {
    inPart(
      () => `/excludedTools/${index}`,
      () => group.excludeTool(toolId, reason ?? undefined, context),
    );
  }
  return group;
}
