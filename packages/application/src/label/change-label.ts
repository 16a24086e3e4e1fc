import type { LabelChanges, LabelState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Labels } from '../ports.ts';

/** Gives a label another name, description or color. */
export interface ChangeLabel extends Command<CommandResponse<LabelState>>, LabelChanges {
  readonly type: 'change-label';
  /** The label's. */
  readonly id: string;
}

/** What is left out stays. */
export function changeLabel(labels: Labels): CommandHandler<ChangeLabel, CommandContext> {
  return async (command, context) => {
    const label = await labels.get(command.id, context);
    label.changeDetails(command, context);
    await labels.update(label, context);
    return responseOf(label);
  };
}
