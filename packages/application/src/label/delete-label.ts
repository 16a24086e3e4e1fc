import type { LabelState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import { getToDelete } from '../get-to-delete.ts';
import type { Labels } from '../ports.ts';

/** Ends a label. Tools that have it lose it soon after; selectors that require it stay, and select nothing. */
export interface DeleteLabel extends Command<CommandResponse<LabelState>> {
  readonly type: 'delete-label';
  readonly id: string;
}

/** Deleting again changes nothing and succeeds. */
export function deleteLabel(labels: Labels): CommandHandler<DeleteLabel, CommandContext> {
  return async (command, context) => {
    const label = await getToDelete(labels, command.id, context);
    label.delete(context);
    await labels.update(label, context);
    return responseOf(label);
  };
}
