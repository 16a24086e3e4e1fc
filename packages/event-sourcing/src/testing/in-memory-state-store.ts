import { CodedError } from '@tools-provider/mediator';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type {
  FoundState,
  StateQuery,
  StateStore,
  StateWrite,
  StoredState,
} from '../repository/state-store.ts';
import { InMemoryOutboxStore } from './in-memory-outbox-store.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A state store with an outbox that last as long as the process, with the semantics of the ports: for tests of what is built on them. */
export class InMemoryStateStore implements StateStore {
  readonly outbox = new InMemoryOutboxStore();
  readonly #collections = new Map<string, ReadonlyMap<string, StoredState>>();

  async load<State>(collection: string, id: string): Promise<StoredState<State> | undefined> {
    return this.#collection(collection).get(id) as StoredState<State> | undefined;
  }

  async find<State>({ collection, anyOf, sort, limit }: StateQuery): Promise<readonly FoundState<State>[]> {
    const fits = ({ state }: StoredState) =>
      anyOf.some((wanted) =>
        Object.entries(wanted).every(([field, value]) => ((state as Fields)[field] ?? null) === value),
      );
    const wanted = [...this.#collection(collection).values()].filter(fits);
    const field = sort.replace('-', '');
    const direction = sort === field ? 1 : -1;
    const sorted = wanted.toSorted(
      (a, b) =>
        direction * (compare((a.state as Fields)[field], (b.state as Fields)[field]) || compare(a.id, b.id)),
    );
    return sorted.slice(0, limit).map(({ commands: _, ...found }) => found) as FoundState<State>[];
  }

  async save(writes: readonly StateWrite[]): Promise<void> {
    const changed = new Map(this.#collections);
    for (const { collection, expectedRevision, messages, ...stored } of writes) {
      const states = changed.get(collection) ?? new Map<string, StoredState>();
      const currentRevision = states.get(stored.id)?.revision ?? NO_REVISION;
      if (currentRevision !== expectedRevision || messages.some(({ id }) => this.outbox.has(id))) {
        throw new CodedError(
          'conflict',
          'revision-conflict',
          `${collection} ${stored.id} is at revision ${currentRevision}, not ${expectedRevision}`,
          { currentRevision },
        );
      }
      changed.set(collection, new Map(states).set(stored.id, JSON.parse(JSON.stringify(stored))));
    }
    for (const [name, states] of changed) this.#collections.set(name, states);
    this.outbox.add(writes.flatMap(({ messages }) => messages));
  }

  #collection(name: string): ReadonlyMap<string, StoredState> {
    return this.#collections.get(name) ?? new Map();
  }
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a ?? '', b ?? ''] as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
