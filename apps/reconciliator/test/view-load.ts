import { randomUUID } from 'node:crypto';
import { View, viewType } from '@tools-provider/domain';
import {
  type CommandContext,
  type FeedEvent,
  OutboxStateStoredRepository,
  type StateStore,
} from '@tools-provider/event-sourcing';
import { newContext } from './write-side.ts';

/** Views that are created, changed and deleted, as commands do it: state and messages in one transaction. */
export class ViewLoad {
  readonly #views: OutboxStateStoredRepository<View['state'], View['pendingEvents'][number], View>;
  /** The revision of the last event of each view, by its id. */
  readonly #heads = new Map<string, number>();

  constructor(stateStore: StateStore) {
    this.#views = new OutboxStateStoredRepository(viewType, stateStore, { collection: 'views' });
  }

  /** The revisions of the events of each view, by its id. */
  get revisions(): Map<string, readonly number[]> {
    return new Map([...this.#heads].map(([id, head]) => [id, Array.from({ length: head + 1 }, (_, n) => n)]));
  }

  /** How many events there are. */
  get events(): number {
    return [...this.#heads.values()].reduce((sum, head) => sum + head + 1, 0);
  }

  async create(): Promise<string> {
    const id = randomUUID();
    const context = newContext();
    const details = { name: 'Mine', list: 'tasks', query: { status: 'pending' } } as const;
    await this.#store(View.create(id, details, context), context);
    return id;
  }

  /** Three events by one command, or two when it is shared already. */
  async change(id: string, name: string): Promise<void> {
    const view = await this.#views.get(id);
    const context = newContext();
    view.rename(name, context);
    view.changeQuery({ search: name }, context);
    view.share(context);
    await this.#store(view, context);
  }

  async unshareAndDelete(id: string): Promise<void> {
    const view = await this.#views.get(id);
    const [unsharing, deletion] = [newContext(), newContext()];
    view.unshare(unsharing);
    await this.#store(view, unsharing);
    view.delete(deletion);
    await this.#store(view, deletion);
  }

  async #store(view: View, context: CommandContext): Promise<void> {
    await this.#views.update(view, context);
    this.#heads.set(view.id, view.revision);
  }
}

/** The revisions of the events of each view, by its id, in the order in which the feed tells them. */
export function revisionsTold(feed: readonly FeedEvent[]): Map<string, readonly number[]> {
  const ofViews = feed.filter(({ type }) => type.startsWith('io.tools-provider.view.'));
  const bySubject = Map.groupBy(ofViews, ({ subject }) => subject);
  return new Map([...bySubject].map(([id, events]) => [id, events.map(({ revision }) => revision)]));
}
