import { randomUUID } from 'node:crypto';
import { streamName, View, viewType } from '@tools-provider/domain';
import {
  type CommandContext,
  OutboxStateStoredRepository,
  type StateStore,
} from '@tools-provider/event-sourcing';
import { newContext } from './write-side.ts';

/** Views that are created, changed and deleted, as commands do it: state and messages in one transaction. */
export class ViewLoad {
  readonly #views: OutboxStateStoredRepository<View['state'], View['pendingEvents'][number], View>;
  /** The revision of the last event of each view, by the name of its events' stream. */
  readonly heads = new Map<string, number>();

  constructor(stateStore: StateStore) {
    this.#views = new OutboxStateStoredRepository(viewType, stateStore, { collection: 'views' });
  }

  /** How many events there are. */
  get events(): number {
    return [...this.heads.values()].reduce((sum, head) => sum + head + 1, 0);
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
    this.heads.set(streamName({ aggregate: 'view', id: view.id }), view.revision);
  }
}
