import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { kindOf } from '@tools-provider/mediator';
import type { EmbeddedStores } from './embedded-stores.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

/** Random changes of a few tool groups, two events each, so that events of several streams are always in flight. */
export class GroupLoad {
  /** The last revision of each stream that was acknowledged. */
  readonly heads = new Map<string, number>();
  /** How many changes got no answer, or were refused by a log that was not there. */
  unavailable = 0;
  readonly #stores: EmbeddedStores;
  readonly #ids: readonly string[];

  constructor(stores: EmbeddedStores, groups = 8) {
    this.#stores = stores;
    this.#ids = Array.from({ length: groups }, () => randomUUID());
  }

  /** How many events there are. */
  get events(): number {
    return [...this.heads.values()].reduce((sum, head) => sum + head + 1, 0);
  }

  /** Changes each group once, in turn. */
  async changeAll(): Promise<void> {
    for (const id of this.#ids) await this.#change(id);
  }

  /** Changes groups by chance, one after the other. */
  async change(changes: number): Promise<void> {
    for (let n = 0; n < changes; n += 1) {
      await this.#change(this.#ids[Math.floor(Math.random() * this.#ids.length)] ?? '');
    }
  }

  /** Changes groups by chance until `signal` aborts. */
  async changeUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.change(1);
  }

  async #change(id: string): Promise<void> {
    try {
      await this.#store(id);
    } catch (error) {
      if (kindOf(error) !== 'unavailable') throw error;
      this.unavailable += 1;
    }
  }

  async #store(id: string): Promise<void> {
    const { eventStore } = this.#stores.kurrentDb;
    const { toolGroups } = writeSide(eventStore);
    const stream = streamName({ aggregate: 'tool-group', id });
    const context = newContext();
    const isNew = (await eventStore.readLast(stream)) === undefined;
    const group = isNew ? ToolGroup.create(id, { name: `Group ${id}` }, context) : await toolGroups.get(id);
    group.addSelector({ id: randomUUID(), namePattern: `${randomUUID()}*` }, context);
    group.addExplicitTool(`source:${randomUUID()}`, context);
    await toolGroups.update(group, context);
    this.heads.set(stream, group.revision);
  }
}
