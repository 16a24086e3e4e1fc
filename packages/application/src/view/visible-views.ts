import { isVisibleTo, type View, viewNotFound } from '@tools-provider/domain';
import type { Actor } from '@tools-provider/event-sourcing';
import { isCoded } from '@tools-provider/mediator';
import type { Views } from '../ports.ts';

/** The views as an actor sees them: of one that is private to somebody else it says what it says of one that never was, and no more. */
export function visibleTo(actor: Actor, views: Views): Pick<Views, 'get' | 'getEvenIfDeleted'> {
  const visible = (view: View): View => {
    if (isVisibleTo(view.state, actor.id)) return view;
    throw viewNotFound(view.id);
  };
  const getEvenIfDeleted = async (id: string) => visible(await views.getEvenIfDeleted(id));
  return {
    getEvenIfDeleted,
    get: async (id, context) => {
      try {
        return visible(await views.get(id, context));
      } catch (error) {
        // That a view was deleted, or is at another revision, would tell that there is one.
        if (tellsOfView(error)) await getEvenIfDeleted(id);
        throw error;
      }
    },
  };
}

function tellsOfView(error: unknown): boolean {
  return isCoded(error) && (error.kind === 'gone' || error.code === 'stale-revision');
}
