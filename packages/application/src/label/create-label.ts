import { Label, type LabelDetails, type LabelState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Labels } from '../ports.ts';

/** Makes a label for operators to put on tools. */
export interface CreateLabel extends Command<CommandResponse<LabelState>>, LabelDetails {
  readonly type: 'create-label';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
}

/** `conflict` when the id is taken. */
export function createLabel(labels: Labels): CommandHandler<CreateLabel, CommandContext> {
  return async (command, context) => {
    const label = Label.create(command.id ?? context.newId('label'), command, context);
    await labels.add(label, context);
    return responseOf(label);
  };
}
