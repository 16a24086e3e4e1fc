import type { ViewState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import { getToDelete } from '../get-to-delete.ts';
import type { Views } from '../ports.ts';
import { mayWithdraw, notYourView } from './view-rights.ts';
import { visibleTo } from './visible-views.ts';

/** Ends a view. */
export interface DeleteView extends Command<CommandResponse<ViewState>> {
  readonly type: 'delete-view';
  readonly id: string;
}

/**
 * Deleting again changes nothing and succeeds. `forbidden` (code `not-your-view`) unless the view is the caller's, or shared and the caller
 * an admin. One that the caller does not see is `not-found`.
 */
export function deleteView(views: Views): CommandHandler<DeleteView, CommandContext> {
  return async (command, context) => {
    const view = await getToDelete(visibleTo(context.actor, views), command.id, context);
    if (!mayWithdraw(context.actor, view)) throw notYourView(view);
    view.delete(context);
    await views.update(view, context);
    return responseOf(view);
  };
}
