import type { View, ViewQuery, ViewState } from '@tools-provider/domain';
import type { Actor, CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Views } from '../ports.ts';
import { mayWithdraw, notYourView, refuseSharingUnlessOperator } from './view-rights.ts';
import { visibleTo } from './visible-views.ts';

/** Changes a view; what is left out stays, a query is replaced as a whole. */
export interface ChangeView extends Command<CommandResponse<ViewState>> {
  readonly type: 'change-view';
  readonly id: string;
  readonly name?: string | undefined;
  readonly query?: ViewQuery | undefined;
  readonly isShared?: boolean | undefined;
}

/**
 * All changes are stored at once. `forbidden` (code `not-your-view`) for those whose view it is not, but for an admin who ends that it is
 * shared, and (code `sharing-needs-operator`) for a viewer who shares it. One that the caller does not see is `not-found`.
 */
export function changeView(views: Views): CommandHandler<ChangeView, CommandContext> {
  return async (command, context) => {
    const view = await visibleTo(context.actor, views).get(command.id, context);
    refuseUnlessAllowed(command, view, context.actor);
    if (command.name !== undefined) view.rename(command.name, context);
    if (command.query !== undefined) view.changeQuery(command.query, context);
    if (command.isShared === true) view.share(context);
    if (command.isShared === false) view.unshare(context);
    await views.update(view, context);
    return responseOf(view);
  };
}

const OWNERS_FIELDS = ['name', 'query'] as const;

function refuseUnlessAllowed(command: ChangeView, view: View, actor: Actor): void {
  if (!mayWithdraw(actor, view)) throw notYourView(view);
  if (view.state.ownerId !== actor.id) {
    const places = OWNERS_FIELDS.filter((field) => command[field] !== undefined).map((field) => ({
      pointer: `/${field}`,
      detail: 'is for the owner to change',
    }));
    if (places.length > 0) throw notYourView(view, places);
  }
  if (command.isShared === true && !view.state.isShared) refuseSharingUnlessOperator(actor);
}
