import { type Evolvers, evolveBy } from '@tools-provider/event-sourcing';
import type { ViewEvent } from './events.ts';
import type { ViewList, ViewQuery } from './query.ts';

/** What a view is after its events. */
export interface ViewState {
  readonly name: string;
  readonly list: ViewList;
  readonly query: ViewQuery;
  readonly isShared: boolean;
  /** The id of the one who created it. */
  readonly ownerId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isDeleted: boolean;
}

/** A view of which nothing has happened yet. */
export const initialView: ViewState = {
  name: '',
  list: 'tool-groups',
  query: {},
  isShared: false,
  ownerId: '',
  createdAt: '',
  updatedAt: '',
  isDeleted: false,
};

const evolvers: Evolvers<ViewState, ViewEvent> = {
  'view.created.v1': (state, { name, list, query, isShared, createdAt, createdBy }) => ({
    ...state,
    name,
    list,
    query,
    isShared,
    ownerId: createdBy,
    createdAt,
    updatedAt: createdAt,
  }),
  'view.renamed.v1': (state, { newName, updatedAt }) => ({ ...state, name: newName, updatedAt }),
  'view.query.changed.v1': (state, { newQuery, updatedAt }) => ({ ...state, query: newQuery, updatedAt }),
  'view.shared.v1': (state, { updatedAt }) => ({ ...state, isShared: true, updatedAt }),
  'view.unshared.v1': (state, { updatedAt }) => ({ ...state, isShared: false, updatedAt }),
  'view.deleted.v1': (state, { deletedAt }) => ({ ...state, updatedAt: deletedAt, isDeleted: true }),
};

/** The view after an event. Pure. */
export const evolveView = evolveBy<ViewState, ViewEvent>(evolvers);

/** Every event type of a view. */
export const VIEW_EVENT_TYPES = Object.keys(evolvers) as readonly ViewEvent['type'][];

/** Whether somebody sees the view: it is theirs, or shared. Of one they do not see they are not told that there is one. */
export function isVisibleTo(
  { ownerId, isShared }: Pick<ViewState, 'ownerId' | 'isShared'>,
  actorId: string,
): boolean {
  return isShared || ownerId === actorId;
}
