import { stateCollections } from '@tools-provider/application';
import type { ViewList } from '@tools-provider/contracts';
import { isVisibleTo, type ViewState, viewDeleted, viewNotFound } from '@tools-provider/domain';
import type { FoundState, StateStore } from '@tools-provider/event-sourcing';
import { defined } from '../http/defined.ts';

/** More than anybody can look through, and more than anybody may have of their own. */
const MAX_LISTED = 500;

type StoredView = FoundState<ViewState>;

/**
 * Reads views from where commands store them, so what was written is there at once. Everybody sees their own views and those that others
 * share, and is not told that there are more.
 */
export class ViewReader {
  readonly #states: Pick<StateStore, 'load' | 'find'>;

  constructor(states: Pick<StateStore, 'load' | 'find'>) {
    this.#states = states;
  }

  /** A view that somebody sees. `not-found` when there is none, `gone` when it was deleted. */
  async get(id: string, readerId: string): Promise<StoredView> {
    const view = await this.#states.load<ViewState>(stateCollections.views, id);
    if (view === undefined || !isVisibleTo(view.state, readerId)) throw viewNotFound(id);
    if (view.state.isDeleted) throw viewDeleted(id, view.revision);
    return view;
  }

  /** The views that somebody sees, of one list or of all: their own first, then those of others, each by name; at most 500 of either. */
  async list(readerId: string, list: ViewList | undefined): Promise<readonly StoredView[]> {
    const own = await this.#find({ ownerId: readerId, ...defined({ list }) });
    const shared = await this.#find({ isShared: true, ...defined({ list }) });
    const ofOthers = shared.filter(({ state }) => state.ownerId !== readerId);
    return [...own.toSorted(byName), ...ofOthers.toSorted(byName)];
  }

  #find(fields: Readonly<Record<string, string | boolean>>): Promise<readonly StoredView[]> {
    return this.#states.find<ViewState>({
      collection: stateCollections.views,
      anyOf: [{ ...fields, isDeleted: false }],
      sort: 'name',
      limit: MAX_LISTED,
    });
  }
}

/** As people sort: capital letters and accents make no difference. */
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function byName(one: StoredView, other: StoredView): number {
  return collator.compare(one.state.name, other.state.name) || (one.id < other.id ? -1 : 1);
}
