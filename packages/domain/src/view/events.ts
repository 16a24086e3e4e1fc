import type { DomainEvent } from '@tools-provider/event-sourcing';
import type { ViewList, ViewQuery } from './query.ts';

/** When a view was changed (ISO 8601 with milliseconds) and by whom (an actor's id). */
export interface ViewChange {
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The view exists; it is the one's who created it. */
export type ViewCreated = DomainEvent<
  'view.created.v1',
  {
    readonly name: string;
    readonly list: ViewList;
    readonly query: ViewQuery;
    readonly isShared: boolean;
    readonly createdAt: string;
    readonly createdBy: string;
  }
>;

export type ViewRenamed = DomainEvent<'view.renamed.v1', ViewChange & { readonly newName: string }>;

/** The view shows something else; `newQuery` is the query as a whole. */
export type ViewQueryChanged = DomainEvent<
  'view.query.changed.v1',
  ViewChange & { readonly newQuery: ViewQuery }
>;

/** Everybody sees the view. */
export type ViewShared = DomainEvent<'view.shared.v1', ViewChange>;

/** Only its owner sees the view. */
export type ViewUnshared = DomainEvent<'view.unshared.v1', ViewChange>;

/** The end: nothing follows. */
export type ViewDeleted = DomainEvent<
  'view.deleted.v1',
  { readonly deletedAt: string; readonly deletedBy: string }
>;

/** Everything that can have happened to a view. The feed tells them, so types and payloads are contracts for ever. */
export type ViewEvent =
  | ViewCreated
  | ViewRenamed
  | ViewQueryChanged
  | ViewShared
  | ViewUnshared
  | ViewDeleted;
