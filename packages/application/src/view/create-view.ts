import { View, type ViewDetails, type ViewState } from '@tools-provider/domain';
import type { CommandContext, StateStore } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler, isCoded } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Views } from '../ports.ts';
import { stateCollections } from '../state-collections.ts';
import { refuseSharingUnlessOperator } from './view-rights.ts';

/** How many views somebody may have. */
export const MAX_VIEWS_PER_OWNER = 100;

/** Keeps a filter of a list under a name, as the caller's own. */
export interface CreateView extends Command<CommandResponse<ViewState>>, ViewDetails {
  readonly type: 'create-view';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
}

/**
 * `conflict` when the id is taken, `forbidden` (code `sharing-needs-operator`) when a viewer shares it from the start, `refused` (code
 * `too-many-views`) for those who have {@link MAX_VIEWS_PER_OWNER}. They are counted before the view is stored, so creations at the same
 * moment may exceed that by as many as they are.
 */
export function createView(
  views: Views,
  states: Pick<StateStore, 'find'>,
): CommandHandler<CreateView, CommandContext> {
  return async (command, context) => {
    const view = View.create(command.id ?? context.newId('view'), command, context);
    if (view.state.isShared) refuseSharingUnlessOperator(context.actor);
    if (await hasAllViews(states, context.actor.id)) {
      await passOnRepetition(views, view.id, context);
      throw tooManyViews();
    }
    await views.add(view, context);
    return responseOf(view);
  };
}

async function hasAllViews(states: Pick<StateStore, 'find'>, ownerId: string): Promise<boolean> {
  const owned = await states.find({
    collection: stateCollections.views,
    anyOf: [{ ownerId, isDeleted: false }],
    sort: 'name',
    limit: MAX_VIEWS_PER_OWNER,
  });
  return owned.length === MAX_VIEWS_PER_OWNER;
}

/** The command that created the last view there was room for still has its first answer to come, not a refusal. */
async function passOnRepetition(views: Views, id: string, context: CommandContext): Promise<void> {
  try {
    await views.get(id, context);
  } catch (error) {
    if (isCoded(error) && (error.code === 'repeated-command' || error.code === 'command-id-reused'))
      throw error;
  }
}

function tooManyViews(): CodedError {
  return new CodedError(
    'refused',
    'too-many-views',
    `Nobody may have more than ${MAX_VIEWS_PER_OWNER} views: delete one of yours first`,
  );
}
