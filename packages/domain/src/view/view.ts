import { AggregateRoot, type AggregateType, nonEventSourced } from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import { choiceOf } from '../choice.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { requiredText } from '../text.ts';
import { viewDeleted } from './errors.ts';
import type { ViewChange, ViewEvent } from './events.ts';
import { isSameQuery, VIEW_LISTS, type ViewList, type ViewQuery, viewQuery } from './query.ts';
import { evolveView, initialView, VIEW_EVENT_TYPES, type ViewState } from './state.ts';

const MAX_NAME_LENGTH = 100;

/** A view as somebody asks for it. */
export interface ViewDetails {
  /** 1 to 100 characters after trimming; other views may have it too. */
  readonly name: string;
  readonly list: ViewList;
  readonly query: ViewQuery;
  /** Default `false`. */
  readonly isShared?: boolean | undefined;
}

/**
 * A filter of a list under a name, kept by one person, who may share it with everybody. A wish that is fulfilled already raises nothing.
 * After {@link View.delete} every other wish is refused as `gone`.
 */
export class View extends AggregateRoot<ViewState, ViewEvent> {
  /** A new view of the actor's. `invalid` unless `id` is a UUID and every detail is within its bounds. */
  static create(id: string, details: ViewDetails, { actor, occurredAt }: Stamp): View {
    const view = new View(evolveView, aggregateId(id), initialView);
    view.raise({
      type: 'view.created.v1',
      data: {
        name: nameOf(details.name),
        list: choiceOf('list', details.list, VIEW_LISTS),
        query: viewQuery(details.query),
        isShared: details.isShared ?? false,
        createdAt: occurredAt,
        createdBy: actor.id,
      },
    });
    return view;
  }

  /** A view as it is stored. */
  static rehydrate(id: string, state: ViewState, revision: number): View {
    return new View(evolveView, id, state, revision);
  }

  rename(name: string, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newName = nameOf(name);
    if (newName === this.state.name) return;
    this.raise({ type: 'view.renamed.v1', data: { newName, ...changeOf(stamp) } });
  }

  /** Makes the view show something else; the new query replaces the old one as a whole. */
  changeQuery(query: ViewQuery, stamp: Stamp): void {
    this.#refuseIfDeleted();
    const newQuery = viewQuery(query);
    if (isSameQuery(newQuery, this.state.query)) return;
    this.raise({ type: 'view.query.changed.v1', data: { newQuery, ...changeOf(stamp) } });
  }

  /** Lets everybody see the view. */
  share(stamp: Stamp): void {
    this.#refuseIfDeleted();
    if (this.state.isShared) return;
    this.raise({ type: 'view.shared.v1', data: changeOf(stamp) });
  }

  /** Lets nobody but its owner see the view. */
  unshare(stamp: Stamp): void {
    this.#refuseIfDeleted();
    if (!this.state.isShared) return;
    this.raise({ type: 'view.unshared.v1', data: changeOf(stamp) });
  }

  /** Ends the view; doing it again changes nothing. */
  delete({ actor, occurredAt }: Stamp): void {
    if (this.state.isDeleted) return;
    this.raise({ type: 'view.deleted.v1', data: { deletedAt: occurredAt, deletedBy: actor.id } });
  }

  #refuseIfDeleted(): void {
    if (this.state.isDeleted) throw viewDeleted(this.id);
  }
}

// Their events get to the feed by the outbox, and never into the log.
nonEventSourced(View);

/** What is known of views as aggregates. They are stored as their state; their events are told under `tools_provider-view-<id>`. */
export const viewType: AggregateType<ViewState, ViewEvent, View> = {
  category: CATEGORY,
  name: 'view',
  initial: initialView,
  eventTypes: VIEW_EVENT_TYPES,
  evolve: evolveView,
  rehydrate: View.rehydrate,
  isDeleted: ({ isDeleted }) => isDeleted,
  aggregateClass: View,
};

const changeOf = ({ actor, occurredAt }: Stamp): ViewChange => ({
  updatedAt: occurredAt,
  updatedBy: actor.id,
});

const nameOf = (name: string) => requiredText('name', name, MAX_NAME_LENGTH);
