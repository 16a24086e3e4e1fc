import { leaseLost } from '../lease/lease-lost.ts';
import type { Lease } from '../lease/leases.ts';
import type { SagaInstance } from '../saga/saga-instance.ts';
import type { SagaChange, SagaStore } from '../saga/saga-store.ts';

interface Position {
  readonly cursor: number;
  readonly epoch: number;
}

/** A saga store that lasts as long as the process, with the semantics of the port. Instances go through JSON, as in a real one. */
export class InMemorySagaStore implements SagaStore {
  readonly #positions = new Map<string, Position>();
  readonly #instances = new Map<string, string>();

  async claim(saga: string, lease: Lease): Promise<number> {
    const { cursor, epoch } = this.#positions.get(saga) ?? { cursor: 0, epoch: lease.epoch };
    if (epoch > lease.epoch) throw leaseLost(lease);
    this.#positions.set(saga, { cursor, epoch: lease.epoch });
    return cursor;
  }

  async cursorOf(saga: string): Promise<number> {
    return this.#positions.get(saga)?.cursor ?? 0;
  }

  async save(saga: string, lease: Lease, { cursor, instances }: SagaChange): Promise<void> {
    const position = this.#positions.get(saga);
    if (position === undefined || position.epoch !== lease.epoch) throw leaseLost(lease);
    this.#positions.set(saga, { ...position, cursor: cursor ?? position.cursor });
    for (const instance of instances) this.#put(instance);
  }

  async load(saga: string, id: string): Promise<SagaInstance | undefined> {
    const stored = this.#instances.get(keyOf(saga, id));
    return stored === undefined ? undefined : (JSON.parse(stored) as SagaInstance);
  }

  async following(saga: string, subject: string): Promise<readonly SagaInstance[]> {
    return this.#find(saga, (instance) => isLive(instance) && instance.follows.includes(subject));
  }

  async withUnsent(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find(saga, ({ unsent, failure }) => unsent.length > 0 && failure === undefined);
  }

  async due(saga: string, at: string, limit: number): Promise<readonly SagaInstance[]> {
    return this.#withTimeouts(saga)
      .filter((instance) => firstDueAt(instance) <= at)
      .slice(0, limit);
  }

  async nextDueAt(saga: string): Promise<string | undefined> {
    return this.#withTimeouts(saga).map(firstDueAt).at(0);
  }

  async setAside(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find(saga, ({ failure }) => failure !== undefined);
  }

  async retryRequested(saga: string): Promise<readonly SagaInstance[]> {
    return this.#find(saga, ({ retryRequestedAt }) => retryRequestedAt !== undefined);
  }

  async requestRetry(saga: string, id: string, at: string): Promise<boolean> {
    const instance = await this.load(saga, id);
    if (instance?.failure === undefined) return false;
    this.#put({ ...instance, retryRequestedAt: at });
    return true;
  }

  #put(instance: SagaInstance): void {
    this.#instances.set(keyOf(instance.saga, instance.id), JSON.stringify(instance));
  }

  #find(saga: string, isWanted: (instance: SagaInstance) => boolean): SagaInstance[] {
    return [...this.#instances.values()]
      .map((stored) => JSON.parse(stored) as SagaInstance)
      .filter((instance) => instance.saga === saga && isWanted(instance))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  #withTimeouts(saga: string): SagaInstance[] {
    return this.#find(saga, (instance) => isLive(instance) && instance.timeouts.length > 0).toSorted(
      (one, other) => (firstDueAt(one) < firstDueAt(other) ? -1 : 1),
    );
  }
}

function keyOf(saga: string, id: string): string {
  return JSON.stringify([saga, id]);
}

function isLive({ isDone, failure }: SagaInstance): boolean {
  return !isDone && failure === undefined;
}

function firstDueAt({ timeouts }: SagaInstance): string {
  return timeouts.map(({ dueAt }) => dueAt).toSorted()[0] ?? '';
}
